import { DEFAULT_FLOOD_LIMITS, directRoom, tablePolicy } from '@serverless-ws/chat-domain';
import { identityOf, moderatedChat } from '@serverless-ws/chat-domain/in-memory';
import { ACTIONS } from '@serverless-ws/chat-protocol';
import { describe, expect, it } from '@jest/globals';
import { dispatcherOf } from '../dispatcher.js';
import { messageChangeActions } from './message-changes.js';
import { messageActions } from './messages.js';
import { moderationActions } from './moderation.js';
import { defaultActions } from './ping.js';
import { presenceActions } from './presence.js';
import { roomActions } from './rooms.js';
import { userRoomActions } from './user-rooms.js';

const all = [
  ...messageActions,
  ...messageChangeActions,
  ...roomActions,
  ...userRoomActions,
  ...moderationActions,
  ...defaultActions,
  ...presenceActions,
];

/** A chat with Ada, an admin, in it. */
async function lobby() {
  const { chat, connect, moderationStates, rules, audit } = moderatedChat({ flood: DEFAULT_FLOOD_LIMITS });
  const caller = await connect(identityOf('ada', { roles: ['admin'] }));
  const { userRooms } = chat.ports;
  if (userRooms === undefined) throw new TypeError('A chat in memory keeps lists of rooms.');
  const moderation = { moderationStates, rules, audit };
  const dispatch = dispatcherOf({ ...chat.ports, moderation, userRooms }, all);
  const say = async (frame: object): Promise<Record<string, unknown>> =>
    JSON.parse((await dispatch(caller, JSON.stringify(frame))) ?? 'null');
  return { caller, chat, say, connect, dispatch };
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

  it('repeats the room and the other user of a direct one', async () => {
    const { say } = await lobby();
    const ack = await say({ action: 'sendMessage', with: 'bob', text: 'psst', ...ids });
    const about = { room: expect.stringMatching(/^dm\./), with: 'bob', ...ids };
    expect(ack).toMatchObject({ type: 'ack', seq: 1, ...about });
    expect(await say({ action: 'listMessages', with: 'bob', ...ids })).toMatchObject({
      type: 'page',
      messages: [{ text: 'psst', sender: { id: 'ada' }, to: 'bob' }],
      ...about,
    });
    const erase = { action: 'deleteMessage', seq: 1, id: ack['id'] };
    expect(await say({ ...erase, with: 'bob', ...ids })).toEqual({
      type: 'done',
      action: 'deleteMessage',
      ...about,
    });
    const { direct } = await say({ action: 'ping', with: ['bob'] });
    expect(direct).toEqual({ bob: { epoch: ack['epoch'], seq: 2 } });
  });

  it.each(['joinRoom', 'leaveRoom', 'slowMode'])('is bad_request to %s with a user', async (action) => {
    const { say } = await lobby();
    expect(await say({ action, room: 'tea', with: 'bob', interval: 0 })).toMatchObject({
      code: 'bad_request',
    });
    expect(await say({ action, with: 'bob', interval: 0 })).toMatchObject({ code: 'bad_request' });
  });

  it.each([[[]], [['moderator']], [['admin']], [['member of it']]])(
    'is forbidden to every action that names a direct room, to roles %j',
    async (named) => {
      const { chat, connect, dispatch } = await lobby();
      const room = directRoom(chat.ports.digest, 'ada', 'bob');
      const roles = named.map((role) => (role === 'member of it' ? `room:${room}` : role));
      const eve = await connect(identityOf('eve', { roles }));
      const actions = Object.values(ACTIONS).filter(({ fields }) => Object.hasOwn(fields, 'room'));
      const upTo = { epoch: 'e', seq: 1 };
      const moment = { event: 'typing', data: true, reaction: 'x' };
      const all = { text: 'x', userId: 'bob', seq: 1, id: 'x', interval: 0, upTo, ...moment };
      for (const { name } of actions) {
        const response = JSON.parse(
          (await dispatch(eve, JSON.stringify({ action: name, room, ...all }))) ?? '',
        );
        expect([name, response]).toMatchObject([name, { code: 'forbidden' }]);
      }
      expect(actions.length).toBeGreaterThanOrEqual(13);
    },
  );

  it('is the members of a room, by user', async () => {
    const { say } = await lobby();
    expect(await say({ action: 'who', ...ids })).toEqual({
      type: 'members',
      room: 'lobby',
      users: [{ id: 'ada', name: 'ada' }],
      count: 1,
      more: false,
      sentAt: expect.any(Number),
      ...ids,
    });
  });

  it('is none to a signal, but done where it has a requestId', async () => {
    const { say } = await lobby();
    const typing = { action: 'signal', event: 'typing', data: true };
    expect(await say(typing)).toBeNull();
    expect(await say({ ...typing, ...ids })).toEqual({
      type: 'done',
      action: 'signal',
      room: 'lobby',
      ...ids,
    });
    expect(await say({ ...typing, data: 1 })).toMatchObject({ type: 'error', code: 'bad_request' });
  });

  it.each([
    [{ action: 'block', userId: 'bob' }, {}],
    [{ action: 'unblock', userId: 'bob' }, {}],
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

  it('is the list of rooms that the user follows, and done for a mark', async () => {
    const { say, chat } = await lobby();
    await say({ action: 'joinRoom', room: 'tea', follow: true });
    const { epoch } = await say({ action: 'sendMessage', room: 'tea', text: 'milk?' });
    const summary = { room: 'tea', epoch, head: 1, read: 0, unread: 1 };
    expect(await say({ action: 'listRooms', ...ids })).toEqual({ type: 'rooms', rooms: [summary], ...ids });
    const upTo = { epoch, seq: 1 };
    expect(await say({ action: 'markRead', room: 'tea', upTo, ...ids })).toEqual({
      ...{ type: 'done', action: 'markRead', room: 'tea' },
      ...ids,
    });
    const peer = { id: 'bob', name: 'Bob' };
    await chat.ports.userRooms?.follow('ada', { room: 'dm.1', peer }, Number.MAX_SAFE_INTEGER);
    const direct = { room: 'dm.1', with: 'bob', name: 'Bob', head: 0, read: 0, unread: 0 };
    expect(await say({ action: 'listRooms' })).toEqual({
      type: 'rooms',
      rooms: [direct, { ...summary, read: 1, unread: 0 }],
    });
    expect(await say({ action: 'listRooms', limit: 1 })).toMatchObject({ rooms: [direct], next: 'dm.1' });
    await say({ action: 'block', userId: 'bob' });
    const blocked = { ...direct, blocked: true };
    expect(await say({ action: 'listRooms', limit: 1 })).toMatchObject({ rooms: [blocked] });
    await say({ action: 'unblock', userId: 'bob' });
    await say({ action: 'leaveRoom', room: 'tea', follow: false });
    expect(await say({ action: 'listRooms' })).toEqual({ type: 'rooms', rooms: [direct] });
    expect(await say({ action: 'browseRooms', ...ids })).toEqual({
      ...{ type: 'rooms', rooms: [{ room: 'tea' }] },
      ...ids,
    });
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
      const { moderation, userRooms } = chat.ports;
      if (moderation === undefined || userRooms === undefined) throw new Error('moderated');
      const run = runnerOf({ ...chat.ports, moderation, userRooms, settings: { policy: tablePolicy({}) } });
      const frame = {
        action: action.name,
        text: 'x',
        room: 'tea',
        userId: 'bob',
        seq: 1,
        id: 'x',
        reaction: 'x',
        interval: 0,
        event: 'typing',
        data: true,
        upTo: { epoch: 'e', seq: 1 },
      };
      await expect(run(caller, { frame, correlation: {} })).rejects.toMatchObject({ code: 'forbidden' });
    },
  );
});
