import { describe, expect, it } from '@jest/globals';
import { StalledRecipients, type Recipient } from '@serverless-ws/chat-domain';
import { CREDENTIALS, pages } from '../../test/open-bench.js';
import { ManualTime } from '../../test/manual-time.js';
import { Deadline } from './deadline.js';
import { deliverPages } from './deliver-pages.js';
import { Delivery } from './delivery.js';
import { FailureReport } from './failure-report.js';
import { PageReader } from './page-reader.js';
import { DEFAULT_RETRIES } from './retry-policy.js';
import { SendWindow } from './send-window.js';

/** A delivery whose every post returns the status, without a socket. */
function delivering(status: number) {
  const time = new ManualTime(() => 0);
  const deadline = new Deadline(time.now() + 10_000, time, time);
  const delivery = new Delivery<Recipient>(
    {
      settings: {
        clock: time,
        scheduler: time,
        retries: { ...DEFAULT_RETRIES, base: 1e6, cap: 1e6 },
        timeout: 1_000,
      },
      credentials: { after: (rejected) => Promise.resolve(rejected) },
      window: new SendWindow(256, null),
      rateLimiter: null,
      pool: {
        exchange: (_request, _timeout, onResult) => {
          queueMicrotask(() => {
            onResult({ status, errorType: '', keepAlive: true });
          });
        },
      },
      posts: { request: () => '' },
      deadline,
      tail: undefined,
      stalled: new StalledRecipients(),
      unanswered: new Set(),
    },
    CREDENTIALS,
    new FailureReport<Recipient>(undefined),
  );
  return { time, deadline, delivery };
}

const page = (name: string): readonly Recipient[] =>
  Array.from({ length: 1_000 }, (_, index) => ({ connectionId: `${name}-${index}`, connectedAt: 0 }));

describe('Delivery', () => {
  it('takes no further page while thousands wait for a retry', async () => {
    const { time, deadline, delivery } = delivering(429);
    const reader = new PageReader(pages(...Array.from({ length: 20 }, (_, index) => page(`p${index}`))));
    deadline.onPassed(() => {
      delivery.expire();
      reader.expire();
    });
    let taken = 0;
    const done = deliverPages(reader, delivery, () => (taken += 1));
    await time.elapse(0);
    expect(taken).toBe(5);
    time.jump(10_000);
    expect(await done).toEqual({ delivered: 0, gone: 0, failed: 20_000 });
  });

  it('takes page after page while they are delivered', async () => {
    const { delivery } = delivering(200);
    const reader = new PageReader(pages(page('a'), [], page('b')));
    expect(await deliverPages(reader, delivery, () => undefined)).toEqual({
      delivered: 2_000,
      gone: 0,
      failed: 0,
    });
  });
});
