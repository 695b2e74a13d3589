import { describe, expect, it } from '@jest/globals';
import { deliverEventsOf } from '@serverless-ws/chat-domain';
import {
  identityOf,
  inMemoryChat,
  InMemoryBroadcastQueue,
  InMemoryEventSink,
} from '@serverless-ws/chat-domain/in-memory';
import { formatChatEvent, parseChatEvent } from '@serverless-ws/chat-events';
import { pushMentions, type Push } from './push-mentions.js';

/** A chat with events, and a consumer of them. */
async function fixture() {
  const eventQueue = new InMemoryBroadcastQueue();
  const store = inMemoryChat({ eventQueue });
  const sink = new InMemoryEventSink();
  const reader = deliverEventsOf({ ...store, sink, timer: store.clock });
  const ada = { connectionId: 'a', identity: identityOf('ada') };
  await store.chat.connect.execute(ada);
  const say = (text: string, mentions: readonly string[]) =>
    store.chat.sendMessage.execute({ ...ada, kind: 'message', text, mentions: [...mentions] });
  const pushes: Push[] = [];
  const consume = async (): Promise<void> => {
    await eventQueue.drain((job) => reader.execute(job));
    for (const event of sink.delivered) {
      await pushMentions(parseChatEvent(formatChatEvent(event)), {
        connections: store.connections,
        provider: { send: async (push) => void pushes.push(push) },
        now: () => store.clock.now(),
      });
    }
  };
  const connect = (userId: string) =>
    store.chat.connect.execute({ connectionId: userId, identity: identityOf(userId) });
  return { ...store, say, consume, connect, pushes };
}

describe('who is mentioned', () => {
  it('gets a push where they are not connected, with a key that repetitions share', async () => {
    const { say, consume, connect, pushes } = await fixture();
    await connect('bob');
    const { epoch } = await say('hi @bob @cy', ['bob', 'cy', 'ada']);
    await consume();
    const push = { userId: 'cy', title: 'ada in lobby', body: 'hi @bob @cy' };
    expect(pushes).toEqual([{ ...push, idempotencyKey: `lobby/${epoch}/1 cy` }]);
    await consume();
    expect(new Set(pushes.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('gets none for what is old news, and none for what is no message', async () => {
    const { say, consume, clock, chat, pushes } = await fixture();
    const { seq, id } = await say('hi', ['cy']);
    const ada = { connectionId: 'a', identity: identityOf('ada') };
    await chat.react.execute({ ...ada, seq, id, reaction: '\u{1f44d}' });
    clock.advance(3_600_001);
    await consume();
    expect(pushes).toEqual([]);
  });
});
