import { describe, expect, it } from '@jest/globals';
import {
  defaultActions,
  dispatcherOf,
  messageActions,
  messageChangeActions,
  moderationActions,
  presenceActions,
  roomActions,
  userRoomActions,
} from '@serverless-ws/chat-dispatch';
import { identityOf, moderatedChat } from '@serverless-ws/chat-domain/in-memory';
import { encode, eventFrame } from '@serverless-ws/chat-protocol';
import { ChatClient, type EarlierSocketEvents } from './earlier-release/chat-client.mjs';

const ROOM = 'private.tea';
const roles = [`room:${ROOM}`];
/** Longer than any pause of the client. */
const LONG = 600_000;

const all = [
  ...messageActions,
  ...messageChangeActions,
  ...roomActions,
  ...userRoomActions,
  ...moderationActions,
  ...defaultActions,
  ...presenceActions,
];

/** Today's server, with Ada on it, who uses all that there is. */
function today() {
  const fixture = moderatedChat();
  const { userRooms, moderation } = fixture.chat.ports;
  if (userRooms === undefined || moderation === undefined) throw new TypeError('A chat in memory has both.');
  const dispatch = dispatcherOf({ ...fixture.chat.ports, moderation, userRooms }, all);
  const ada = { connectionId: 'ada', identity: identityOf('ada', { roles: [...roles, 'admin'] }) };
  const say = async (
    frame: object,
  ): Promise<{ readonly seq: number; readonly id: string; readonly epoch: string }> => {
    const text = await dispatch(ada, JSON.stringify(frame));
    const response = JSON.parse(text ?? '{}');
    if (response.type === 'error') throw new Error(`${JSON.stringify(frame)}: ${response.code}`);
    return response;
  };
  /** A message, and everything that can become of one: an edit, reactions on and off, a report, and a deletion. */
  const useEverything = async (name: string): Promise<void> => {
    const { seq, id, epoch } = await say({ action: 'sendMessage', room: ROOM, text: name });
    const target = { room: ROOM, seq, id };
    await say({ action: 'editMessage', ...target, text: `${name}, edited`, mentions: ['bob'] });
    await say({ action: 'react', ...target, reaction: '👍' });
    await say({ action: 'react', ...target, reaction: '👍', on: false });
    await say({ action: 'sendMessage', room: ROOM, text: '', meta: { a: name } });
    await say({ action: 'sendMessage', room: ROOM, text: `answers ${name}`, replyTo: { seq, id } });
    await say({ action: 'signal', room: ROOM, event: 'typing', data: true });
    await say({ action: 'who', room: ROOM });
    await say({ action: 'report', ...target });
    const direct = await say({ action: 'sendMessage', with: 'bob', text: `psst ${name}` });
    await say({ action: 'markRead', with: 'bob', upTo: { epoch: direct.epoch, seq: direct.seq } });
    await say({ action: 'invite', room: ROOM, userId: 'bob', until: fixture.clock.now() + LONG });
    await say({ action: 'markRead', room: ROOM, upTo: { epoch, seq } });
    await say({ action: 'deleteMessage', ...target });
  };
  const begin = async (): Promise<void> => {
    await fixture.chat.connect.execute(ada);
    await say({ action: 'joinRoom', room: ROOM, follow: true });
  };
  return { ...fixture, dispatch, begin, say, useEverything };
}

/** The earlier client, of Bob, on today's server. */
function earlierClient({ chat, clock, gateway, dispatch }: ReturnType<typeof today>) {
  const identity = identityOf('bob', { roles });
  let socket: { readonly id: string; readonly events: EarlierSocketEvents } | null = null;
  let connections = 0;
  const handed = new Map<string, number>();
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
    openSocket(_, events) {
      const id = `bob-${(connections += 1)}`;
      socket = { id, events };
      const caller = { connectionId: id, identity };
      void chat.connect.execute(caller).then(() => events.opened());
      const hand = (text: string | null) => text !== null && socket?.id === id && events.received(text);
      return { send: (text) => void dispatch(caller, text).then(hand), close: () => undefined };
    },
  });
  const shown: string[] = [];
  const resets: object[] = [];
  client.on('message', ({ room, entry }) => room === ROOM && shown.push(entry.text ?? entry.kind));
  client.on('reset', (reset) => resets.push(reset));
  return {
    ...{ client, shown, resets },
    /** Hands over what was pushed, and lets time pass. */
    async elapse(ms: number): Promise<void> {
      const { id, events } = socket ?? { id: '', events: null };
      const pushed = gateway.received(id);
      for (const event of pushed.slice(handed.get(id) ?? 0)) events?.received(encode(eventFrame(event)));
      handed.set(id, pushed.length);
      await clock.elapse(ms);
    },
    /** What was pushed since is lost with the connection. */
    async cut(): Promise<void> {
      const ended = socket;
      socket = null;
      await chat.disconnect.execute(ended?.id ?? '');
      ended?.events.closed(1006);
    },
    hand: (frame: object) => socket?.events.received(JSON.stringify(frame)),
  };
}

const messagesOf = (name: string) => [name, '', `answers ${name}`, 'deletion'];

async function entered() {
  const server = today();
  await server.begin();
  const earlier = earlierClient(server);
  const joined = earlier.client.join(ROOM);
  earlier.client.connect();
  await earlier.elapse(1_000);
  await joined;
  return { server, earlier };
}

describe('the client of an earlier release on today’s server', () => {
  it('shows every message once and in order, and passes over what it does not know', async () => {
    const { server, earlier } = await entered();
    await server.useEverything('one');
    await earlier.elapse(1_000);
    await server.useEverything('two');
    await earlier.elapse(1_000);
    expect(earlier.shown).toEqual([...messagesOf('one'), ...messagesOf('two')]);
    const { seq = 0 } = (await server.heads.find(ROOM)) ?? {};
    expect(earlier.client.cursor(ROOM)?.seq).toBe(seq);
    expect(earlier.client.state.status).toBe('online');
  });

  it('shows after a lost connection what was said meanwhile, without a gap', async () => {
    const { server, earlier } = await entered();
    await server.useEverything('one');
    await earlier.elapse(1_000);
    await earlier.cut();
    await server.useEverything('two');
    await earlier.elapse(LONG);
    expect(earlier.client.state.status).toBe('online');
    expect(earlier.shown).toEqual([...messagesOf('one'), 'deleted', '', 'answers two', 'deletion']);
    expect(earlier.resets).toEqual([]);
  });

  it('sends, and reads the history', async () => {
    const { server, earlier } = await entered();
    const sent = earlier.client.send('hello', { room: ROOM });
    await earlier.elapse(1_000);
    expect(await sent).toMatchObject({ seq: 1 });
    await server.useEverything('one');
    const { epoch = '', seq = 0 } = (await server.heads.find(ROOM)) ?? {};
    const history = earlier.client.history(ROOM, { before: { epoch, seq: seq + 1 } });
    await earlier.elapse(1_000);
    expect((await history).entries.map(({ text, kind }) => text ?? kind)).toEqual([
      'hello',
      ...['deleted', '', 'answers one', 'deletion'],
    ]);
    expect(earlier.client.pending).toEqual([]);
  });

  it('is not disturbed by frames that it does not know', async () => {
    const { server, earlier } = await entered();
    for (const type of ['presence', 'members', 'rooms', 'read', 'signal', 'later']) earlier.hand({ type });
    await server.say({ action: 'sendMessage', room: ROOM, text: 'hi' });
    await earlier.elapse(1_000);
    expect(earlier.shown).toEqual(['hi']);
    expect(earlier.client.state.status).toBe('online');
  });
});
