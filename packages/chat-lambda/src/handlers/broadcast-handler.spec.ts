import { describe, expect, it } from '@jest/globals';
import type { BroadcastJob } from '@serverless-ws/chat-domain';
import { InMemoryShardCursorRepository, ManualClock } from '@serverless-ws/chat-domain/in-memory';

import { ada, root, fixture } from '../../test/fixture.js';
import { broadcastHandler } from './broadcast-handler.js';
import type { QueueEvent } from './queue-handler.js';

async function largeRoom() {
  const all = fixture();
  const { ports } = all;
  const cursors = new InMemoryShardCursorRepository();
  const parse = (body: string): BroadcastJob => JSON.parse(body);
  const timer = { wait: () => Promise.resolve() };
  const handedBack: unknown[] = [];
  const backoff = { handBack: async (messages: unknown) => void handedBack.push(messages) };
  const work = broadcastHandler({ ...ports, cursors, timer, parse, backoff });
  const handler = (event: QueueEvent, remaining = 60_000) =>
    work(event, { getRemainingTimeInMillis: () => remaining });
  await all.connect(ada, 'a');
  await all.connect(root, 'b');
  /** Sends a message, and drops the inline push: only the worker delivers it. */
  async function said(text: string): Promise<Omit<BroadcastJob, 'shard'>> {
    const { epoch, seq } = await all.say(all.handlers.sendMessage, ada, 'a', { action: 'sendMessage', text });
    return { room: 'lobby', epoch: String(epoch), seqs: [Number(seq)] };
  }
  return { ...all, cursors, handler, said, backoff, handedBack };
}

/** When the notifications were put into the queue: two seconds before the clock of the tests. */
const SENT = new ManualClock().now() - 2_000;

const records = (...jobs: unknown[]) => ({
  Records: jobs.map((job, index) => ({
    messageId: `m${index}`,
    receiptHandle: `r${index}`,
    body: JSON.stringify(job),
    attributes: { ApproximateReceiveCount: `${index + 1}`, SentTimestamp: `${SENT}` },
  })),
});

describe('the worker of large rooms', () => {
  it('broadcasts to a shard once, however many notifications are in the batch', async () => {
    const { handler, said, gateway, cursors } = await largeRoom();
    const first = await said('one');
    const second = await said('two');
    await cursors.save('lobby', 0, { epoch: first.epoch, seq: 0, start: 0 });
    const before = gateway.received('b').length;
    const response = await handler(records({ ...second, shard: 0 }, { ...first, shard: 0 }));
    expect(response).toEqual({ batchItemFailures: [] });
    expect(gateway.received('b').slice(before)).toMatchObject([
      { entries: [{ text: 'one' }, { text: 'two' }] },
    ]);
  });

  it('logs how long the recipients of a shard have waited', async () => {
    const { handler, said, logger } = await largeRoom();
    const saidJob = await said('one');
    await handler(records({ ...saidJob, shard: 0 }, { ...saidJob, shard: 1 }));
    expect(logger.lines.filter(({ message }) => message === 'caught up')).toMatchObject([
      { fields: { ms: 2_000 } },
      { fields: { ms: 2_000 } },
    ]);
  });

  it('skips no notification queued before a worker first served the shard', async () => {
    const { handler, said, gateway } = await largeRoom();
    await said('before');
    const [one, two, three] = [await said('one'), await said('two'), await said('three')];
    const before = gateway.received('b').length;
    await handler(records({ ...two, shard: 0 }, { ...one, shard: 0 }, { ...three, shard: 0 }));
    expect(gateway.received('b').slice(before)).toMatchObject([
      { entries: [{ text: 'one' }, { text: 'two' }, { text: 'three' }] },
    ]);
  });

  it('returns a shard that failed, with all its records, and no other', async () => {
    const { handler, said, cursors, logger, handedBack } = await largeRoom();
    const saidJob = await said('one');
    const load = cursors.load.bind(cursors);
    cursors.load = (room, shard) => (shard === 1 ? Promise.reject(new Error('down')) : load(room, shard));
    const response = await handler(
      records({ ...saidJob, shard: 1 }, { ...saidJob, shard: 0 }, { ...saidJob, shard: 1 }),
    );
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm2' }] });
    expect(handedBack).toEqual([
      [
        { receiptHandle: 'r0', receives: 1 },
        { receiptHandle: 'r2', receives: 3 },
      ],
    ]);
    expect(logger.messages('error')).toEqual(['broadcast failed']);
  });

  it('returns shards that do not end before Lambda ends the function, and no others', async () => {
    const { handler, said, cursors, gateway, handedBack, logger } = await largeRoom();
    const saidJob = await said('one');
    const load = cursors.load.bind(cursors);
    cursors.load = (room, shard) => (shard === 1 ? new Promise(() => {}) : load(room, shard));
    const before = gateway.received('b').length;
    const response = await handler(records({ ...saidJob, shard: 0 }, { ...saidJob, shard: 1 }), 50);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(handedBack).toEqual([[{ receiptHandle: 'r1', receives: 2 }]]);
    expect(logger.messages('warn')).toEqual(['not done in time']);
    expect(gateway.received('b').length).toBe(before + 1);
  });

  it('gives the queue time to take records back, past the time of its calls', async () => {
    const { handler, said, ports, cursors, backoff } = await largeRoom();
    const saidJob = await said('one');
    const deadlines: number[] = [];
    cursors.load = () => {
      deadlines.push(ports.scope.deadline);
      return Promise.reject(new Error('down'));
    };
    backoff.handBack = async () => void deadlines.push(ports.scope.deadline);
    const before = Date.now();
    await handler(records({ ...saidJob, shard: 0 }), 60_000);
    const after = Date.now();
    const [calls = 0] = deadlines;
    const handBack = deadlines.at(-1) ?? 0;
    expect(calls).toBeGreaterThanOrEqual(before + 42_000);
    expect(handBack).toBeGreaterThan(calls);
    expect(handBack).toBeLessThan(after + 48_000);
  });

  it('leaves a failed shard to the visibility timeout when the queue cannot shorten it', async () => {
    const { handler, said, cursors, logger, backoff } = await largeRoom();
    const saidJob = await said('one');
    cursors.load = () => Promise.reject(new Error('down'));
    backoff.handBack = () => Promise.reject(new Error('away'));
    const response = await handler(records({ ...saidJob, shard: 0 }));
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(logger.messages('error')).toEqual([
      'broadcast failed',
      'notifications stay hidden for as long as the queue says',
    ]);
  });

  it('retries a shard before it returns it to the queue', async () => {
    const { handler, said, cursors, gateway, logger, handedBack } = await largeRoom();
    const saidJob = await said('one');
    const load = cursors.load.bind(cursors);
    const failures = [1, 2];
    cursors.load = (room, shard) =>
      failures.pop() === undefined ? load(room, shard) : Promise.reject(new Error('down'));
    const before = gateway.received('b').length;
    expect(await handler(records({ ...saidJob, shard: 0 }))).toEqual({ batchItemFailures: [] });
    expect(handedBack).toEqual([]);
    expect(gateway.received('b').length).toBe(before + 1);
    expect(logger.messages('error')).toEqual([]);
  });

  it('names in its lines, and those of its posts, the requests that it was told for', async () => {
    const { handler, said, ports, logger, cursors, gateway } = await largeRoom();
    const [one, two] = [await said('one'), await said('two')];
    const requestIds: unknown[] = [];
    gateway.deliver = () => {
      requestIds.push(ports.scope.fields['requestId']);
      return Promise.reject(new Error('down'));
    };
    const { Records } = records({ ...one, shard: 0 }, { ...two, shard: 0 }, { ...one, shard: 1 }, null);
    const asked = ['r1', 'r2', undefined, 'r4'];
    const traced = Records.map((record, index) => ({
      ...record,
      messageAttributes: asked[index] === undefined ? {} : { requestId: { stringValue: asked[index] } },
    }));
    cursors.load = (_, shard) => (shard === 1 ? Promise.reject(new Error('down')) : Promise.resolve(null));
    await handler({ Records: traced.slice(0, 3) });
    expect(new Set(requestIds)).toEqual(new Set(['r1 r2']));
    await handler({ Records: [{ ...traced[3], body: '{' } as (typeof Records)[0]] });
    expect(logger.lines.filter(({ message }) => message === 'not a broadcast job')).toMatchObject([
      { fields: { requestId: 'r4' } },
    ]);
  });

  it('drops a record that is not a job', async () => {
    const { handler, logger } = await largeRoom();
    const response = await handler({
      Records: records(null).Records.map((record) => ({ ...record, body: '{' })),
    });
    expect(response).toEqual({ batchItemFailures: [] });
    expect(logger.messages('error')).toEqual(['not a broadcast job']);
  });
});
