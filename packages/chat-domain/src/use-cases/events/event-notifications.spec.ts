import { describe, expect, it } from '@jest/globals';
import { identityOf, inMemoryChat } from '../../in-memory/fixtures/in-memory-chat.js';
import { InMemoryBroadcastQueue } from '../../in-memory/in-memory-broadcast-queue.js';
import type { ChatSettings } from '../../model/chat-settings.js';
import { LOBBY } from '../../model/room-name.js';
import { EVENTS_SHARD } from './event-cursor.js';

const ada = { connectionId: 'a', identity: identityOf('ada') };

async function fixture(settings: ChatSettings = {}, replaced = {}) {
  const eventQueue = new InMemoryBroadcastQueue();
  const store = inMemoryChat({ eventQueue, ...replaced }, settings);
  await store.chat.connect.execute(ada);
  const say = (room: object = {}) =>
    store.chat.sendMessage.execute({ ...ada, ...room, kind: 'message', text: 'hi', clientMessageId: 'm' });
  return { ...store, eventQueue, say };
}

describe('what is written', () => {
  it('is notified of before it is in the log', async () => {
    const found: unknown[] = [];
    const enqueue = async (): Promise<void> => void found.push(await store.messages.find(LOBBY, 1));
    const store = await fixture({}, { eventQueue: { enqueue } });
    await store.say();
    expect(found).toEqual([null]);
    expect(await store.messages.find(LOBBY, 1)).toMatchObject({ kind: 'message' });
  });

  it('names its position for the reader for events', async () => {
    const { say, eventQueue } = await fixture();
    const { epoch } = await say();
    expect(eventQueue.waiting).toEqual([{ room: LOBBY, shard: EVENTS_SHARD, epoch, seqs: [1] }]);
  });

  it('is not written where that fails, and by a retry at the same position', async () => {
    let isDown = true;
    const enqueue = async (): Promise<void> => {
      if (isDown) throw new Error('down');
    };
    const { say, messages } = await fixture({}, { eventQueue: { enqueue } });
    await expect(say()).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    expect(await messages.find(LOBBY, 1)).toBeNull();
    isDown = false;
    expect(await say()).toMatchObject({ seq: 1 });
  });

  it('is no event in a direct room, unless an operator says so', async () => {
    const { say, eventQueue } = await fixture();
    await say({ with: 'bob' });
    expect(eventQueue.waiting).toEqual([]);
    const chosen = await fixture({ eventsFrom: ['direct'] });
    await chosen.say({ with: 'bob' });
    expect(chosen.eventQueue.waiting).toHaveLength(1);
  });
});
