import { describe, expect, it } from '@jest/globals';
import { StalledRecipients, type Recipient } from '@serverless-ws/chat-domain';
import { CREDENTIALS, pages } from '../../test/open-bench.js';
import { BusyTime, VirtualEndpoint, type Costs } from '../../test/virtual-endpoint.js';
import { Deadline } from '../delivery/deadline.js';
import { deliverPages } from '../delivery/deliver-pages.js';
import type { DeliveryContext } from '../delivery/delivery-context.js';
import { Delivery } from '../delivery/delivery.js';
import { FailureReport } from '../delivery/failure-report.js';
import { PageReader } from '../delivery/page-reader.js';
import { DEFAULT_RETRIES } from '../delivery/retry-policy.js';
import { SendWindow } from '../delivery/send-window.js';
import { ConnectionPool } from './connection-pool.js';

/** What a whole core takes for a handshake that resumes a session, and for a post; and API Gateway for its response. */
const HANDSHAKE = 1;
const POST = 0.06;
const RESPONSE = 15;

/** A process that posts over TLS, with so many times less than a core. */
function starved(times: number) {
  const time = new BusyTime();
  const costs: Costs = { handshake: HANDSHAKE * times, post: POST * times, response: RESPONSE };
  const endpoint = new VirtualEndpoint(time, costs);
  const pool = new ConnectionPool(endpoint, time, time, () => time.utilization());
  const gateway = {
    window: new SendWindow(256, null),
    stalled: new StalledRecipients(),
    unanswered: new Set<string>(),
  };
  /** Posts to so many; the first of them get no response. */
  const deliver = async (members: number, hanging = 0) => {
    endpoint.hanging = hanging;
    const [began, opened] = [time.now(), endpoint.opened];
    const deadline = new Deadline(began + 5_000, time, time);
    const delivery = new Delivery<Recipient>(contextOf(time, pool, deadline, gateway), CREDENTIALS, report());
    const reader = new PageReader(pages(recipients(0, Math.min(members, 1_000)), recipients(1_000, members)));
    deadline.onPassed(() => {
      delivery.expire();
      reader.expire();
    });
    const { delivered } = await time.until(deliverPages(reader, delivery, () => undefined));
    deadline.cancel();
    return {
      delivered,
      took: time.now() - began,
      lastAt: endpoint.lastAt - began,
      opened: endpoint.opened - opened,
    };
  };
  return { deliver, time, ...gateway };
}

const report = () => new FailureReport<Recipient>(undefined);

const recipients = (from: number, to: number): readonly Recipient[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => ({
    connectionId: String(from + index),
    connectedAt: 0,
  }));

function contextOf(
  time: BusyTime,
  pool: ConnectionPool,
  deadline: Deadline,
  gateway: Pick<DeliveryContext, 'window' | 'stalled' | 'unanswered'>,
): DeliveryContext {
  return {
    ...gateway,
    ...{ pool, deadline, tail: 300, rateLimiter: null },
    settings: {
      clock: time,
      scheduler: time,
      retries: { ...DEFAULT_RETRIES, random: () => 0.5 },
      timeout: 2_000,
    },
    credentials: { after: () => Promise.resolve(CREDENTIALS) },
    posts: { request: (connectionId) => connectionId },
  };
}

describe('a burst to 2,000 over a cold pool', () => {
  it('takes what its posts and few handshakes take, however little of a core there is', async () => {
    for (const times of [5, 10, 20]) {
      const { deliver, time } = starved(times);
      for (const pause of [0, 30_000]) {
        time.sleep(pause);
        const { delivered, took } = await deliver(2_000);
        expect(delivered).toBe(2_000);
        expect(took).toBeLessThan(1.6 * 2_000 * POST * times);
      }
    }
  });

  it('opens many connections where there is time for them', async () => {
    const { deliver } = starved(1);
    const { delivered, took, opened } = await deliver(2_000);
    expect(delivered).toBe(2_000);
    expect(took).toBeLessThan(500);
    expect(opened).toBeGreaterThan(100);
  });

  it('takes no member for stalled that it had no time to post to', async () => {
    const { deliver, stalled } = starved(80);
    const { delivered, opened } = await deliver(2_000);
    expect(delivered).toBeGreaterThan(500);
    const taken = recipients(0, 2_000).filter(({ connectionId }) => stalled.has(connectionId));
    expect(taken.length).toBeLessThanOrEqual(opened);
  });
});

describe('connections that hang', () => {
  it('do not count among those that a burst to 100 may open', async () => {
    const healthy = await starved(1).deliver(100);
    const stalled = await starved(1).deliver(100, 10);
    expect([healthy.delivered, stalled.delivered]).toEqual([100, 90]);
    expect(stalled.lastAt).toBeLessThan(1.5 * healthy.lastAt);
  });
});
