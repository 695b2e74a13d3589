import { describe, expect, it } from '@jest/globals';
import { failing, intercept } from '../in-memory/fixtures/intercept.js';
import { identityOf, InMemoryBroadcastQueue, inMemoryChat } from '../in-memory/index.js';
import { LIMITS } from '../model/limits.js';
import { isMessagesEvent } from '../model/server-event.js';
import type { BroadcastJob, BroadcastQueue } from '../ports/broadcast-queue.js';

const members = ['ada', 'bob', 'cat'];
const ada = { connectionId: 'ada', identity: identityOf('ada') };
const moment = LIMITS.batchInterval / 2;

type Replaced = NonNullable<Parameters<typeof inMemoryChat>[0]>;

/** A room of three, which is batched from three members on. */
async function fixture(replaced: Replaced & { readonly busyQueue: BroadcastQueue }) {
  const store = inMemoryChat(replaced, { batchFrom: members.length });
  const { chat, clock, gateway, messages } = store;
  for (const name of members) await chat.connect.execute({ connectionId: name, identity: identityOf(name) });
  const say = (text: string, clientMessageId?: string) =>
    chat.sendMessage.execute({ ...ada, kind: 'message', text, clientMessageId });
  /** Texts as Bob gets them, frame by frame. */
  const frames = () =>
    gateway
      .received('bob')
      .filter(isMessagesEvent)
      .map(({ entries }) => entries.map((entry) => ('text' in entry ? entry.text : entry.kind)));
  const entry = (seq: number) => messages.find('lobby', seq);
  const pause = () => clock.advance(2 * LIMITS.batchInterval + 1);
  return { ...store, say, frames, entry, pause };
}

async function busyFixture(replaced: Replaced = {}) {
  const busyQueue = new InMemoryBroadcastQueue();
  const room = await fixture({ ...replaced, busyQueue });
  const drain = () => busyQueue.drain((job: BroadcastJob) => room.worker.execute(job));
  return { ...room, busyQueue, drain };
}

describe('a message to a room of many', () => {
  it('is pushed at once after a pause, and marked so', async () => {
    const { say, pause, busyQueue, frames, entry, messages } = await busyFixture();
    await say('first');
    pause();
    await say('second');
    expect([frames(), busyQueue.waiting]).toEqual([[['first'], ['second']], []]);
    expect([await entry(1), await entry(2)]).toMatchObject([{ pushed: true }, { pushed: true }]);
    expect(await messages.head('lobby')).toMatchObject({ batched: true });
  });

  it('waits for those that follow soon, and goes out with them in one frame', async () => {
    const { say, clock, busyQueue, drain, frames, entry } = await busyFixture();
    await say('first');
    for (const text of ['second', 'third', 'fourth']) {
      clock.advance(moment);
      await say(text);
    }
    expect([frames(), busyQueue.waiting.length]).toEqual([[['first']], 3]);
    expect(await entry(2)).not.toHaveProperty('pushed');
    expect(await drain()).toEqual([]);
    expect(frames()).toEqual([['first'], ['second', 'third', 'fourth']]);
  });

  it('counts as busy up to two intervals after the last one', async () => {
    const { say, clock, frames } = await busyFixture();
    await say('first');
    clock.advance(2 * LIMITS.batchInterval);
    await say('second');
    expect(frames()).toEqual([['first']]);
  });

  it('is not sent again by workers that find it between two others', async () => {
    const { say, pause, drain, frames, cursors } = await busyFixture();
    for (const text of ['one', 'two']) await say(text);
    await drain();
    pause();
    for (const text of ['three', 'four']) await say(text);
    await drain();
    expect(frames()).toEqual([['one'], ['two'], ['three'], ['four']]);
    expect(await cursors.load('lobby', 0)).toMatchObject({ seq: 4 });
  });

  it('goes out alone where its notification comes late, in a room whose workers began above it', async () => {
    const { say, busyQueue, worker, frames } = await busyFixture();
    for (const text of ['one', 'two', 'three']) await say(text);
    const [second, third] = busyQueue.waiting;
    if (second === undefined || third === undefined) throw new Error('two wait');
    await worker.execute(third);
    await worker.execute(second);
    expect(frames()).toEqual([['one'], ['three'], ['two']]);
  });

  it('is pushed by its sender where the notification cannot be stored', async () => {
    const busyQueue = intercept(new InMemoryBroadcastQueue(), failing('enqueue'));
    const { say, frames, logger } = await fixture({ busyQueue });
    for (const text of ['first', 'second']) await say(text);
    expect(frames()).toEqual([['first'], ['second']]);
    expect(logger.lines.map(({ message }) => message)).toContain('notification not enqueued');
  });

  it('sent again goes the way that its mark says', async () => {
    const { say, pause, busyQueue, drain, frames } = await busyFixture();
    await say('pushed', 'a');
    await say('batched', 'b');
    await drain();
    pause();
    await say('pushed', 'a');
    await say('batched', 'b');
    expect([frames(), busyQueue.waiting.length]).toEqual([[['pushed'], ['batched'], ['pushed']], 1]);
    await drain();
    expect(frames()).toHaveLength(3);
  });

  it('whose sender died before it appended it is pushed by the retry, also in a busy room', async () => {
    const { say, chat, clock, frames, messages, cursors, entry } = await busyFixture();
    await say('first');
    const dying = inMemoryChat(
      { clock, messages: intercept(messages, failing('append')), busyQueue: new InMemoryBroadcastQueue() },
      {},
    );
    await dying.chat.connect.execute(ada);
    const lost = { ...ada, kind: 'message' as const, text: 'second', clientMessageId: 'c' };
    await expect(dying.chat.sendMessage.execute(lost)).rejects.toThrow();
    await chat.sendMessage.execute(lost);
    expect([frames(), await entry(2)]).toMatchObject([[['first'], ['second']], { pushed: true }]);
    expect(await cursors.load('lobby', 0)).toBeNull();
  });
});

describe('a room', () => {
  it('is no longer batched when few are left', async () => {
    const { chat, say, pause, busyQueue, messages } = await busyFixture();
    await say('all');
    for (const name of ['bob', 'cat']) await chat.disconnect.execute(name);
    pause();
    await say('alone');
    expect(await messages.head('lobby')).not.toHaveProperty('batched');
    await say('again');
    expect(busyQueue.waiting).toEqual([]);
  });

  it('stays batched while the account fails', async () => {
    const { say, pause, gateway, messages } = await busyFixture();
    await say('all');
    for (const name of members) gateway.setFailing(name);
    pause();
    await say('not reached');
    expect(await messages.head('lobby')).toMatchObject({ batched: true });
  });

  it('with few members is never batched', async () => {
    const { chat, say, busyQueue, frames } = await busyFixture();
    await chat.disconnect.execute('cat');
    for (const text of ['first', 'second']) await say(text);
    expect([frames(), busyQueue.waiting]).toEqual([[['first'], ['second']], []]);
  });

  it('goes on when its mark cannot be stored', async () => {
    const store = inMemoryChat();
    const messages = intercept(store.messages, failing('markBatched'));
    const { say, frames, logger } = await busyFixture({ messages });
    await say('first');
    expect(frames()).toEqual([['first']]);
    expect(logger.lines.map(({ message }) => message)).toContain('room not marked');
  });

  it('of several shards keeps its own queue, and its entries have no mark', async () => {
    const queue = new InMemoryBroadcastQueue();
    const { say, busyQueue, messages, entry } = await busyFixture({ queue });
    await say('first');
    await messages.doubleShards('lobby', 1);
    await say('second');
    expect([queue.waiting.length, busyQueue.waiting.length]).toEqual([2, 0]);
    expect(await entry(2)).not.toHaveProperty('pushed');
  });

  it('of several shards is pushed to by senders where it has no queue', async () => {
    const { say, messages, busyQueue, frames, entry } = await busyFixture();
    await say('first');
    await messages.doubleShards('lobby', 1);
    await say('second');
    expect([frames(), busyQueue.waiting]).toEqual([[['first'], ['second']], []]);
    expect(await entry(2)).toMatchObject({ pushed: true });
  });

  it('that has grown since is told by all its shards of a message that was sent again', async () => {
    const { say, messages, busyQueue, drain, frames } = await busyFixture();
    await say('first');
    await say('second', 'b');
    await messages.doubleShards('lobby', 1);
    await say('second', 'b');
    expect(busyQueue.waiting.map(({ shard }) => shard)).toEqual([0, 0, 1]);
    await drain();
    expect(frames()).toEqual([['first'], ['second']]);
  });
});

it('a chat without a queue for busy rooms marks neither rooms nor entries', async () => {
  const { chat, messages } = inMemoryChat({}, { batchFrom: 1 });
  await chat.connect.execute(ada);
  for (const text of ['first', 'second']) await chat.sendMessage.execute({ ...ada, kind: 'message', text });
  expect(await messages.head('lobby')).not.toHaveProperty('batched');
  expect(await messages.find('lobby', 2)).not.toHaveProperty('pushed');
});
