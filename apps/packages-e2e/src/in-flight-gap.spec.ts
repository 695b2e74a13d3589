import { describe, expect, it } from '@jest/globals';
import { ChatClient, type Cursor, type SocketEvents } from '@serverless-ws/chat-client';
import { defaultActions, dispatcherOf, messageActions, roomActions } from '@serverless-ws/chat-dispatch';
import { createChat } from '@serverless-ws/chat-domain';
import { freezing, identityOf, inMemoryChat, intercept } from '@serverless-ws/chat-domain/in-memory';
import { eventFrame, encode } from '@serverless-ws/chat-protocol';

const ROOM = 'tea';
/** Before the first ping, which tells of everything. */
const SOON = 20_000;

/**
 * A room in which all is old but the position of a slow writer, and a message above it that every member has received.
 * `fill`: lets the writer go on.
 */
async function roomWithInFlightGap() {
  const fixture = inMemoryChat();
  const { meet, thaw } = freezing('append');
  const slowChat = createChat({ ...fixture, messages: intercept(fixture.messages, meet) });
  const caller = { connectionId: 'writer', identity: identityOf('ada') };
  const say = (text: string, chat = fixture.chat) =>
    chat.sendMessage.execute({ ...caller, kind: 'message', room: ROOM, text, clientMessageId: text });
  await fixture.chat.connect.execute(caller);
  await fixture.chat.joinRoom.execute({ ...caller, room: ROOM });
  const { epoch, seq } = await say('before');
  fixture.clock.advance(60_000);
  const slow = say('slow', slowChat);
  await fixture.clock.elapse(0);
  await say('above');
  const fill = async (): Promise<void> => {
    thaw();
    await slow;
  };
  return { fixture, cursor: { epoch, seq }, fill };
}

/** `chat-client` on a chat in memory: what it showed of the room, and the time that it goes by. */
function clientOf(fixture: ReturnType<typeof inMemoryChat>, after?: Cursor) {
  const { chat, clock, gateway } = fixture;
  const dispatch = dispatcherOf(chat.ports, [...messageActions, ...roomActions, ...defaultActions]);
  const caller = { connectionId: 'client', identity: identityOf('bob') };
  let events: SocketEvents | null = null;
  let pushed = 0;
  const client = new ChatClient({
    url: 'ws://127.0.0.1',
    getToken: () => 'token',
    random: () => 0.5,
    timers: {
      elapsed: () => clock.now(),
      now: () => clock.now(),
      after(ms, run) {
        let isCancelled = false;
        void clock.wait(ms).then(() => isCancelled || run());
        return () => (isCancelled = true);
      },
    },
    openSocket(_, socketEvents) {
      events = socketEvents;
      void chat.connect.execute(caller).then(() => socketEvents.opened());
      return {
        send: (text) =>
          void dispatch(caller, text).then(
            (response) => response !== null && socketEvents.received(response),
          ),
        close: () => undefined,
      };
    },
  });
  const shown: string[] = [];
  client.on('message', ({ room, entry }) => {
    if (room === ROOM && 'text' in entry) shown.push(entry.text);
  });
  void client.join(ROOM, after);
  return {
    shown,
    async connect(): Promise<void> {
      client.connect();
      await clock.elapse(1_000);
    },
    /** Hands over what was pushed, then lets time pass. */
    async elapse(ms: number): Promise<void> {
      for (const event of gateway.received('client').slice(pushed)) {
        pushed += 1;
        events?.received(encode(eventFrame(event)));
      }
      await clock.elapse(ms);
    },
  };
}

describe('a client that comes while a position of the log is young', () => {
  it.each([
    ['resumes', true],
    ['is new', false],
  ])('and %s shows what is above once the position is filled', async (_, resumes) => {
    const { fixture, cursor, fill } = await roomWithInFlightGap();
    const client = clientOf(fixture, resumes ? cursor : undefined);
    await client.connect();
    expect(client.shown).toEqual([]);
    await fill();
    await client.elapse(0);
    expect(client.shown).toEqual(['slow']);
    await client.elapse(SOON);
    expect(client.shown).toEqual(['slow', 'above']);
  });

  it('shows what is above, too, when the position is never filled', async () => {
    const { fixture, cursor } = await roomWithInFlightGap();
    const client = clientOf(fixture, cursor);
    await client.connect();
    await client.elapse(SOON);
    expect(client.shown).toEqual(['above']);
  });
});
