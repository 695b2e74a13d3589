import { describe, expect, it } from '@jest/globals';
import { EVENTS_SHARD, SANCTIONS_SHARD, type BroadcastJob } from '@serverless-ws/chat-domain';
import {
  InMemoryBroadcastQueue,
  InMemoryEventSink,
  InMemoryShardCursorRepository,
} from '@serverless-ws/chat-domain/in-memory';

import { ada, fixture } from '../../test/fixture.js';
import { eventsHandler } from './events-handler.js';

async function chatWithEvents() {
  const eventQueue = new InMemoryBroadcastQueue();
  const all = fixture(undefined, { eventQueue });
  const { ports } = all;
  const sink = new InMemoryEventSink();
  const handedBack: unknown[] = [];
  const work = eventsHandler({
    ...ports,
    sink,
    cursors: new InMemoryShardCursorRepository(),
    timer: { wait: () => Promise.resolve() },
    parse: (body: string): BroadcastJob => JSON.parse(body),
    backoff: { handBack: async (messages: unknown) => void handedBack.push(messages) },
  });
  await all.connect(ada, 'a');
  const say = (text: string) => all.say(all.handlers.sendMessage, ada, 'a', { action: 'sendMessage', text });
  /** Hands the function all that is in the queue, as SQS does. */
  const deliver = () => {
    const Records = eventQueue.waiting.map((job, index) => ({
      messageId: `m${index}`,
      receiptHandle: `r${index}`,
      body: JSON.stringify(job),
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1767225600000' },
    }));
    return work({ Records }, { getRemainingTimeInMillis: () => 60_000 });
  };
  return { ...all, eventQueue, sink, handedBack, say, deliver };
}

describe('the function behind the queue of events', () => {
  it('gives the sink what was said, in order', async () => {
    const { say, deliver, sink, eventQueue } = await chatWithEvents();
    await say('one');
    await say('two');
    expect(eventQueue.waiting.map(({ shard }) => shard)).toEqual([EVENTS_SHARD, EVENTS_SHARD]);
    expect(await deliver()).toEqual({ batchItemFailures: [] });
    expect(sink.delivered.map(({ entry }) => 'text' in entry && entry.text)).toEqual(['one', 'two']);
  });

  it('gives it sanctions of one batch one by one, beside what was said', async () => {
    const { say, deliver, sink, eventQueue } = await chatWithEvents();
    await say('one');
    const kick = (id: string) => {
      const about = { id, type: 'kick', room: 'lobby', sentAt: 1 } as const;
      const sanction = { ...about, sanction: { userId: 'eve', actor: 'ada' } };
      return { room: 'lobby', shard: SANCTIONS_SHARD, epoch: id, seqs: [0], sanction };
    };
    await eventQueue.enqueue([kick('k1'), kick('k2')]);
    expect(await deliver()).toEqual({ batchItemFailures: [] });
    expect(sink.sanctions.map(({ id }) => id)).toEqual(['k1', 'k2']);
    expect(sink.delivered).toHaveLength(1);
  });

  it('hands back what a sink that is down did not take, and says so', async () => {
    const { say, deliver, sink, handedBack, logger } = await chatWithEvents();
    await say('one');
    sink.isDown = true;
    expect(await deliver()).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(handedBack).toEqual([[{ receiptHandle: 'r0', receives: 1 }]]);
    expect(logger.lines.map(({ message }) => message)).toContain('events not delivered');
    sink.isDown = false;
    expect(await deliver()).toEqual({ batchItemFailures: [] });
    expect(sink.delivered).toHaveLength(1);
  });
});
