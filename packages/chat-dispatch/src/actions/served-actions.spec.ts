import { DEFAULT_FLOOD_LIMITS, tablePolicy } from '@serverless-ws/chat-domain';
import { identityOf, moderatedChat } from '@serverless-ws/chat-domain/in-memory';
import { ACTIONS } from '@serverless-ws/chat-protocol';
import { describe, expect, it } from '@jest/globals';
import { dispatcherOf } from '../dispatcher.js';
import { messageChangeActions } from './message-changes.js';
import { messageActions } from './messages.js';
import { moderationActions } from './moderation.js';
import { defaultActions } from './ping.js';
import { roomActions } from './rooms.js';

const all = [
  ...messageActions,
  ...messageChangeActions,
  ...roomActions,
  ...moderationActions,
  ...defaultActions,
];

/** A chat with Ada, an admin, in it. */
async function lobby() {
  const { chat, connect, moderationStates, rules, audit } = moderatedChat({ flood: DEFAULT_FLOOD_LIMITS });
  const caller = await connect(identityOf('ada', { roles: ['admin'] }));
  const dispatch = dispatcherOf({ ...chat.ports, moderation: { moderationStates, rules, audit } }, all);
  const say = async (frame: object): Promise<Record<string, unknown>> =>
    JSON.parse((await dispatch(caller, JSON.stringify(frame))) ?? 'null');
  return { caller, chat, say };
}

const ids = { requestId: 'r1' };

describe('the response to a frame', () => {
  it('is an ack to sendMessage and announce', async () => {
    const { say } = await lobby();
    const said = await say({ action: 'sendMessage', text: 'hi', clientMessageId: 'm1', ...ids });
    expect(said).toMatchObject({ type: 'ack', room: 'lobby', seq: 1, clientMessageId: 'm1', ...ids });
    const announced = await say({ action: 'announce', text: 'hear', room: 'tea', ...ids });
    expect(announced).toMatchObject({ type: 'ack', room: 'lobby', seq: 2, ...ids });
    const { messages } = await say({ action: 'listMessages', ...ids });
    expect(messages).toMatchObject([{ kind: 'message' }, { kind: 'announcement' }]);
  });

  it('is an ack with the entry, as a page has it, to a message without echo', async () => {
    const { say } = await lobby();
    const { entry } = await say({ action: 'sendMessage', text: 'hi', echo: false });
    const { messages } = await say({ action: 'listMessages' });
    expect([entry]).toEqual(messages);
    expect(entry).toMatchObject({ kind: 'message', seq: 1, text: 'hi' });
    expect(await say({ action: 'sendMessage', text: 'ho' })).not.toHaveProperty('entry');
    expect(await say({ action: 'sendMessage', text: 'ho', echo: 'no' })).toMatchObject({
      code: 'bad_request',
    });
  });

  it('is a page of a room joined or read, and left for one that was left', async () => {
    const { say } = await lobby();
    const room = 'tea';
    expect(await say({ action: 'joinRoom', room, ...ids })).toMatchObject({ type: 'joined', room, ...ids });
    await say({ action: 'sendMessage', room, text: 'milk?' });
    expect(await say({ action: 'listMessages', room, limit: 1, ...ids })).toMatchObject({
      type: 'page',
      messages: [{ text: 'milk?' }],
      ...ids,
    });
    expect(await say({ action: 'leaveRoom', room, ...ids })).toEqual({ type: 'left', room, ...ids });
    expect(await say({ action: 'leaveRoom', room })).toStrictEqual({ type: 'left', room });
  });

  it('is a pong with all rooms, and the heads of those that have one', async () => {
    const { say } = await lobby();
    const pong = await say({ action: 'ping' });
    expect(pong).toEqual({ type: 'pong', heads: {}, rooms: ['lobby'] });
    expect(Object.keys(pong)).not.toContain('requestId');
    await say({ action: 'sendMessage', text: 'hi' });
    expect(await say({ action: 'ping', ...ids })).toEqual({
      type: 'pong',
      heads: { lobby: { epoch: expect.any(String), seq: 1 } },
      rooms: ['lobby'],
      ...ids,
    });
  });

  it.each([
    [{ action: 'kick', userId: 'bob' }, {}],
    [{ action: 'ban', userId: 'bob', until: 9_999_999_999_999 }, {}],
    [{ action: 'mute', userId: 'bob' }, {}],
    [{ action: 'slowMode', interval: 1_000 }, { room: 'lobby' }],
    [{ action: 'slowMode', room: 'tea', interval: 1_000 }, { room: 'tea' }],
    [{ action: 'invite', room: 'private.board', userId: 'bob' }, { room: 'private.board' }],
    [{ action: 'deleteMessage', seq: 1, id: 'id-1' }, { room: 'lobby' }],
    [{ action: 'report', seq: 1, id: 'id-1', reason: 'spam' }, { room: 'lobby' }],
  ])('is done for %o, with %o', async (frame, about) => {
    const { say } = await lobby();
    const { id } = { id: '', ...(await say({ action: 'sendMessage', text: 'oops' })) };
    const named = 'seq' in frame ? { id } : {};
    const response = await say({ ...frame, ...named, ...ids });
    expect(response).toEqual({ type: 'done', action: frame.action, ...about, ...ids });
  });

  it('uses the identity of the caller, whatever the frame says', async () => {
    const { say, caller } = await lobby();
    const forged = { identity: { userId: 'eve', name: 'Eve', roles: [] }, connectionId: 'e' };
    await say({ action: 'sendMessage', text: 'hi', ...forged });
    const page = await say({ action: 'listMessages', ...forged });
    expect(page['messages']).toMatchObject([{ sender: { id: caller.identity.userId } }]);
  });

  it('is given to every action of the protocol', () => {
    expect(all.map(({ action }) => action.name).sort()).toEqual(Object.keys(ACTIONS).sort());
  });

  it.each(all.filter(({ action }) => action.name !== 'ping'))(
    'is forbidden where the policy says so: $action.name',
    async ({ action, runnerOf }) => {
      const { chat, caller } = await lobby();
      const moderation = chat.ports.moderation;
      if (moderation === undefined) throw new Error('moderated');
      const run = runnerOf({ ...chat.ports, moderation, settings: { policy: tablePolicy({}) } });
      const frame = {
        action: action.name,
        text: 'x',
        room: 'tea',
        userId: 'bob',
        seq: 1,
        id: 'x',
        reaction: 'x',
        interval: 0,
      };
      await expect(run(caller, { frame, correlation: {} })).rejects.toMatchObject({ code: 'forbidden' });
    },
  );
});
