import { describe, expect, it } from '@jest/globals';
import { identityOf, InMemoryBroadcastQueue, inMemoryChat } from '../in-memory/index.js';
import { TestLogWriter } from '../in-memory/fixtures/test-log-writer.js';

async function fixture(shards: number) {
  const queue = new InMemoryBroadcastQueue();
  const store = inMemoryChat({ queue });
  const log = new TestLogWriter(store, 'lobby');
  await log.say(1);
  for (let grown = 1; grown < shards; grown *= 2) await store.heads.doubleShards('lobby', grown);
  for (let index = 0; index < 20; index += 1) {
    await store.chat.connect.execute({ connectionId: `c${index}`, identity: identityOf('ada') });
  }
  const head = await log.head();
  const entries = (
    await store.messages.read('lobby', { from: 1, to: 1, order: 'ascending', limit: 1 })
  ).flatMap((entry) => (entry.kind === 'message' ? [entry] : []));
  const received = () => Array.from({ length: 20 }, (_, index) => store.gateway.received(`c${index}`).length);
  return { ...store, queue, log, head, entries, received };
}

describe('a broadcast', () => {
  it('goes out at once in a room of one shard', async () => {
    const { chat, queue, head, entries, received } = await fixture(1);
    await chat.broadcast.execute({ head, entries });
    expect(received()).toEqual(new Array(20).fill(1));
    expect(queue.waiting).toEqual([]);
  });

  it('starts a worker for each shard of a large room, which send to every member once', async () => {
    const { chat, queue, head, entries, worker, received } = await fixture(4);
    await chat.broadcast.execute({ head, entries });
    expect(queue.waiting.map(({ shard, seqs }) => [shard, seqs])).toEqual([
      [0, [1]],
      [1, [1]],
      [2, [1]],
      [3, [1]],
    ]);
    expect(received()).toEqual(new Array(20).fill(0));
    expect(await queue.drain((job) => worker.execute(job))).toEqual([]);
    expect(received()).toEqual(new Array(20).fill(1));
  });

  it('makes no worker wait for positions above its entries', async () => {
    const { chat, queue, entries, log } = await fixture(2);
    await chat.broadcast.execute({ head: await log.skip(3), entries });
    expect(queue.waiting.map(({ seqs }) => seqs)).toEqual([[1], [1]]);
  });

  it('of several entries notifies workers of all', async () => {
    const { chat, queue, head, entries } = await fixture(2);
    const [entry] = entries;
    if (entry === undefined) throw new Error('no entry');
    await chat.broadcast.execute({ head, entries: [entry, { ...entry, seq: 2 }] });
    expect(queue.waiting.map(({ seqs }) => seqs)).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('sends to all shards itself where there are no workers', async () => {
    const { clock, connections, heads, gateway, head, entries, received } = await fixture(4);
    await inMemoryChat({ connections, heads, gateway, clock }).chat.broadcast.execute({ head, entries });
    expect(received()).toEqual(new Array(20).fill(1));
  });
});
