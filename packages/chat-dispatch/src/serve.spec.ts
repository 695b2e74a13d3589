import { inside, moderatorsOnly, tellRoomOf, tellUserOf, type ChatPorts } from '@serverless-ws/chat-domain';
import { identityOf, moderatedChat } from '@serverless-ws/chat-domain/in-memory';
import { defineAction, defineEvent, roomField, userIdField } from '@serverless-ws/chat-protocol';
import { describe, expect, it } from '@jest/globals';
import { roomActions } from './actions/rooms.js';
import { dispatcherOf } from './dispatcher.js';
import { serve } from './serve.js';

const waved = defineEvent({ type: 'acme.waved', fields: { room: roomField, by: userIdField } });
const poked = defineEvent({ type: 'acme.poked', fields: { by: userIdField } });
const wave = defineAction({ name: 'acme.wave', fields: { room: roomField }, response: 'done' });
const poke = defineAction({ name: 'acme.poke', fields: { userId: userIdField }, response: 'done' });
const who = defineAction({ name: 'acme.who', fields: {}, response: waved });

const actions = [
  ...roomActions,
  serve(
    wave,
    inside,
    (ports: ChatPorts) =>
      (caller, { room }) =>
        tellRoomOf(ports).execute(caller, room, waved({ room, by: caller.identity.userId })),
  ),
  serve(
    poke,
    moderatorsOnly,
    (ports: ChatPorts) =>
      (caller, { userId }) =>
        tellUserOf(ports).execute(caller, userId, poked({ by: caller.identity.userId })),
  ),
  serve(who, inside, () => async ({ identity, connectionId }) => ({
    room: connectionId,
    by: identity.userId,
  })),
];

/** Ada and Bob, both in the tea room; Eve outside. */
async function tearoom() {
  const fixture = moderatedChat({ flood: { messages: 3, window: 10_000, hardLimit: 9 } });
  const { chat, connect } = fixture;
  const dispatch = dispatcherOf(chat.ports, actions);
  const ada = await connect(identityOf('ada'));
  const bob = await connect(identityOf('bob', { roles: ['moderator'] }));
  const eve = await connect(identityOf('eve'));
  const say = async (caller: typeof ada, frame: object): Promise<unknown> =>
    JSON.parse((await dispatch(caller, JSON.stringify(frame))) ?? 'null');
  for (const caller of [ada, bob]) await say(caller, { action: 'joinRoom', room: 'tea' });
  return { ...fixture, ada, bob, eve, say };
}

describe('an action of a team', () => {
  it('tells the members of a room, and is done', async () => {
    const { gateway, say, ada } = await tearoom();
    const done = await say(ada, { action: 'acme.wave', room: 'tea', requestId: 'r' });
    expect(done).toEqual({ type: 'done', action: 'acme.wave', room: 'tea', requestId: 'r' });
    const event = { type: 'acme.waved', room: 'tea', by: 'ada' };
    expect([gateway.received('ada'), gateway.received('bob')]).toEqual([[event], [event]]);
    expect(gateway.received('eve')).toEqual([]);
  });

  it('tells every connection of a user', async () => {
    const { gateway, say, bob, connect } = await tearoom();
    await connect(identityOf('eve'), 'eve-2');
    await say(bob, { action: 'acme.poke', userId: 'eve' });
    const event = { type: 'acme.poked', by: 'bob' };
    expect([gateway.received('eve'), gateway.received('eve-2')]).toEqual([[event], [event]]);
  });

  it('may respond with an event of its own', async () => {
    const { say, eve } = await tearoom();
    expect(await say(eve, { action: 'acme.who', requestId: 'r' })).toEqual({
      type: 'acme.waved',
      requestId: 'r',
      room: 'eve',
      by: 'eve',
    });
  });

  it('is allowed by its row: for members, for moderators', async () => {
    const { say, ada, eve } = await tearoom();
    expect(await say(eve, { action: 'acme.wave', room: 'tea' })).toMatchObject({ code: 'not_joined' });
    expect(await say(eve, { action: 'acme.wave', room: '../tea' })).toMatchObject({ code: 'invalid_room' });
    expect(await say(ada, { action: 'acme.poke', userId: 'eve' })).toMatchObject({ code: 'forbidden' });
  });

  it('acts for its caller, whatever the frame says', async () => {
    const { gateway, say, ada } = await tearoom();
    const forged = { identity: { userId: 'bob', roles: ['moderator'] }, connectionId: 'bob' };
    await say(ada, { action: 'acme.wave', room: 'tea', ...forged });
    expect(gateway.received('bob')).toMatchObject([{ by: 'ada' }]);
    expect(await say(ada, { action: 'acme.poke', userId: 'eve', ...forged })).toMatchObject({
      code: 'forbidden',
    });
  });

  it('counts as a message where it tells a room', async () => {
    const { say, ada } = await tearoom();
    for (let count = 0; count < 3; count += 1) await say(ada, { action: 'acme.wave', room: 'tea' });
    expect(await say(ada, { action: 'acme.wave', room: 'tea' })).toMatchObject({ code: 'rate_limited' });
  });

  it('needs a dot in its name', () => {
    const bare = defineAction({ name: 'wave', fields: {}, response: 'done' });
    expect(() => serve(bare, inside, () => async () => undefined)).toThrow(
      'The action "wave" needs a dot in its name, between ASCII words.',
    );
    for (const name of ['acme.w\u0430ve', 'acme.wave\u3164', 'acme.', '.wave', 'acme. wave'])
      expect(() => serve({ ...bare, name }, inside, () => async () => undefined)).toThrow(
        /between ASCII words/,
      );
  });
});
