import { describe, expect, it } from '@jest/globals';
import { identityOf, identityWith, intercept, moderatedChat } from '../../in-memory/index.js';
import { createChat } from '../../create-chat.js';
import type { PortCall } from '../../in-memory/index.js';

const room = 'private.board';
const HOUR = 3_600_000;

/** Grace, a member who is in the room, and Ada, whom she may invite. */
async function fixture() {
  const parts = moderatedChat();
  const { chat, connect, moderation, gateway, clock } = parts;
  const grace = await connect(identityWith('grace', `room:${room}`));
  await chat.joinRoom.execute({ ...grace, room });
  const ada = await connect(identityOf('ada'));
  const say = (text: string) => chat.sendMessage.execute({ ...grace, room, kind: 'message', text });
  const invite = (until?: number) => moderation.invite.execute({ ...grace, room, userId: 'ada', until });
  const join = () => chat.joinRoom.execute({ ...ada, room });
  const heard = (connectionId = 'ada') =>
    gateway.received(connectionId).flatMap((event) => ('entries' in event ? event.entries : []));
  const removals = (connectionId = 'ada') =>
    gateway.received(connectionId).filter(({ type }) => type === 'removed');
  return { ...parts, grace, ada, say, invite, join, heard, removals, soon: clock.now() + 60_000 };
}

/** The same chat, in which something happens after a call of the connections. */
function meeting(
  { chat }: Awaited<ReturnType<typeof fixture>>,
  meet: (call: PortCall, result: unknown) => Promise<void>,
) {
  const connections = intercept(chat.ports.connections, async (call) => {
    const result = await call.proceed();
    await meet(call, result);
    return result;
  });
  return createChat({ ...chat.ports, connections });
}

describe('a guest', () => {
  it('is told until when they are in the room, and gets nothing from then on', async () => {
    const { join, invite, say, heard, clock, soon, ada, chat } = await fixture();
    await invite(soon);
    await expect(join()).resolves.toMatchObject({ room, until: soon });
    clock.advance(59_999);
    await say('in time');
    clock.advance(1);
    await say('too late');
    expect(heard()).toMatchObject([{ text: 'in time' }]);
    const reading = chat.listMessages.execute({ ...ada, room });
    await expect(reading).rejects.toMatchObject({ code: 'not_joined' });
    const sending = chat.sendMessage.execute({ ...ada, room, kind: 'message', text: 'hi' });
    await expect(sending).rejects.toMatchObject({ code: 'not_joined' });
    await expect(chat.ping.execute(ada)).resolves.toMatchObject({ rooms: ['lobby'] });
  });

  it('is not told of an end that their connection does not reach', async () => {
    const { chat, connect, invite, join, moderation, grace, clock } = await fixture();
    await invite();
    expect(await join()).not.toHaveProperty('until');
    const bob = await connect(identityOf('bob', { expiresAt: clock.now() + 1_000 }));
    await moderation.invite.execute({ ...grace, room, userId: 'bob', until: clock.now() + 2_000 });
    expect(await chat.joinRoom.execute({ ...bob, room })).not.toHaveProperty('until');
  });

  it('stays longer by joining again after a later invitation, also one that came after the end', async () => {
    const { join, invite, say, heard, clock, soon } = await fixture();
    await invite(soon);
    await join();
    await invite(soon + 60_000);
    await expect(join()).resolves.toMatchObject({ until: soon + 60_000 });
    clock.advance(119_999);
    await say('still here');
    clock.advance(1);
    await invite(clock.now() + 1_000);
    await say('not back yet');
    await join();
    await say('back');
    expect(heard()).toMatchObject([{ text: 'still here' }, { text: 'back' }]);
  });

  it('who joins after the end is refused, and told once that it has come', async () => {
    const { join, invite, removals, clock, soon, connections } = await fixture();
    await invite(soon);
    await join();
    clock.advance(60_000);
    await expect(join()).rejects.toMatchObject({ code: 'forbidden' });
    await expect(join()).rejects.toMatchObject({ code: 'forbidden' });
    expect(removals()).toEqual([{ type: 'removed', room, reason: 'expired' }]);
    expect((await connections.find('ada'))?.memberships).toEqual([{ room: 'lobby', shard: 0 }]);
  });

  it('does not get what was read of the room when the invitation ends meanwhile', async () => {
    const parts = await fixture();
    await parts.invite(parts.soon);
    const { joinRoom } = meeting(parts, async ({ method }) => {
      if (method === 'changeEnd') parts.clock.advance(60_000);
    });
    await expect(joinRoom.execute({ ...parts.ada, room })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a join of a guest', () => {
  it('that is interrupted at any step leaves them outside, or as long in as the invitation says', async () => {
    for (let steps = 1; steps < 9; steps += 1) {
      const parts = await fixture();
      await parts.invite(parts.soon);
      let left = steps;
      const crashing = meeting(parts, async () => {
        left -= 1;
        if (left === 0) throw new Error('crashed');
      });
      await crashing.joinRoom.execute({ ...parts.ada, room }).catch(() => undefined);
      await parts.invite(0);
      await parts.say('secret');
      expect(parts.heard()).toEqual([]);
    }
  });

  it.each(['join', 'changeEnd'])('that a revocation meets after its %s is refused', async (step) => {
    const parts = await fixture();
    await parts.invite();
    let isRevoked = false;
    const { joinRoom } = meeting(parts, async ({ method }) => {
      if (method !== step || isRevoked) return;
      isRevoked = true;
      await parts.invite(0);
    });
    await joinRoom.execute({ ...parts.ada, room }).catch(() => undefined);
    await parts.say('secret');
    expect(parts.heard()).toEqual([]);
    await expect(parts.join()).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('that read a longer invitation than the one that holds now reads again', async () => {
    const parts = await fixture();
    const { chat, clock, soon, ada, heard, invite, say, rules } = parts;
    await invite(soon + HOUR);
    const { moderation } = chat.ports;
    let isShortened = false;
    const slow = intercept(rules, async (call) => {
      const result = await call.proceed();
      const isSecond = (await parts.connections.find('ada'))?.memberships.length === 2;
      if (call.method === 'invitedUntil' && isSecond && !isShortened) {
        isShortened = true;
        await invite(soon);
      }
      return result;
    });
    if (moderation === undefined) throw new Error('This chat has moderation.');
    const { joinRoom } = createChat({ ...chat.ports, moderation: { ...moderation, rules: slow } });
    await expect(joinRoom.execute({ ...ada, room })).resolves.toMatchObject({ until: soon });
    clock.advance(60_000);
    await say('secret');
    expect(heard()).toEqual([]);
  });

  it('puts them in once, however often it runs at the same time', async () => {
    const { join, invite, say, heard, soon } = await fixture();
    await invite(soon);
    const joined = await Promise.all(Array.from({ length: 20 }, join));
    expect(joined.map(({ until }) => until)).toEqual(Array(20).fill(soon));
    await say('hello');
    expect(heard()).toMatchObject([{ text: 'hello' }]);
  });

  it('is unavailable where others keep changing the membership, and leaves them outside', async () => {
    const parts = await fixture();
    await parts.invite(parts.soon);
    const connections = intercept(parts.chat.ports.connections, ({ method, proceed }) =>
      method === 'changeEnd' ? Promise.resolve(false) : proceed(),
    );
    const { joinRoom } = createChat({ ...parts.chat.ports, connections });
    const join = joinRoom.execute({ ...parts.ada, room });
    await expect(join).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    await parts.say('secret');
    expect(parts.heard()).toEqual([]);
  });

  it('is refused for a connection of another user, which stays where it is', async () => {
    const { chat, connect, invite, join, removals, soon, connections } = await fixture();
    await invite(soon);
    await join();
    const eve = await connect(identityOf('eve'));
    const forged = chat.joinRoom.execute({ ...eve, connectionId: 'ada', room });
    await expect(forged).rejects.toMatchObject({ code: 'forbidden' });
    expect(removals()).toEqual([]);
    expect((await connections.find('ada'))?.memberships).toHaveLength(2);
  });
});
