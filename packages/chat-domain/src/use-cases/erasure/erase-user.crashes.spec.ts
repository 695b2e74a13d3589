import { describe, expect, it } from '@jest/globals';
import {
  crashingAt,
  identityWith,
  InMemoryUserDataRepository,
  intercept,
  moderatedChat,
} from '../../in-memory/index.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import { eraseUserOf } from './erase-user.js';

const RANGE = { from: 1, to: 99, order: 'ascending', limit: 99, reactions: true } as const;

/** Ada has written in a room and to Bob, and so has he; whichever of her erasure's calls to the stores is numbered, crashes. */
async function fixture() {
  const parts = moderatedChat();
  const { chat, connect, moderationStates, rules, messages, userRooms, gateway } = parts;
  const [ada, bob] = [await connect(identityWith('ada')), await connect(identityWith('bob'))];
  const say = (who: typeof ada, more: object) =>
    chat.sendMessage.execute({ ...who, kind: 'message', text: `by ${who.identity.name}`, ...more });
  const bobs = await say(bob, {});
  await say(ada, { clientMessageId: 'a1' });
  await say(ada, {});
  await chat.react.execute({ ...ada, seq: bobs.seq, id: bobs.id, reaction: '👍' });
  for (const who of [ada, bob]) await chat.joinRoom.execute({ ...who, room: 'tea' });
  // The only one there: once it is erased, nothing else says that the room is to be told.
  await say(ada, { room: 'tea' });
  await say(ada, { with: 'bob' });
  const direct = (await say(bob, { with: 'ada' })).room;
  let calls = 0;
  const erase = (step = Infinity, moment: 'before' | 'after' = 'before') => {
    const crash = crashingAt(step, moment);
    const may = <Port extends object>(port: Port) =>
      intercept(port, (call) => {
        calls += 1;
        return crash(call);
      });
    return eraseUserOf({
      ...parts,
      moderation: { moderationStates: may(moderationStates), rules: may(rules) },
      messages: may<MessageRepository>(messages),
      userRooms: may(userRooms),
      blocks: may(parts.blocks),
      userData: may(new InMemoryUserDataRepository(parts)),
      timer: parts.clock,
    }).execute({ userId: 'ada', settle: 0 });
  };
  const state = async () => ({
    lobby: await messages.read('lobby', RANGE),
    tea: await messages.read('tea', RANGE),
    direct: await messages.read(direct, RANGE),
    rooms: [await userRooms.list('ada', { limit: 9 }), await userRooms.list('bob', { limit: 9 })],
    records: await new InMemoryUserDataRepository(parts).records('ada', { limit: 9 }),
    connections: await parts.connections.connectionsOf('ada'),
  });
  const told = () =>
    new Set(
      gateway.received('bob').flatMap((event) => (event.type === 'erased' ? [JSON.stringify(event)] : [])),
    );
  return { erase, state, told, chat, bob, direct, calls: () => calls };
}

describe('an erasure that crashes', () => {
  it.each(['before', 'after'] as const)('%s any of its calls is finished by the next one', async (moment) => {
    const whole = await fixture();
    await whole.erase();
    const expected = JSON.stringify(await whole.state());
    const steps = whole.calls();
    for (let step = 1; step <= steps; step += 1) {
      const { erase, state, told } = await fixture();
      await erase(step, moment).catch(() => undefined);
      await erase();
      expect(JSON.stringify(await state())).toBe(expected);
      expect(told()).toEqual(whole.told());
    }
    expect(expected).not.toMatch(/ada|ADA/);
    expect(steps).toBeGreaterThan(20);
  });

  it('keeps what another user edits meanwhile', async () => {
    const { erase, state, chat, bob, direct } = await fixture();
    const [own] = (await state()).direct.filter((entry) => 'text' in entry && entry.sender.id === 'bob');
    if (own === undefined || !('id' in own)) throw new Error('Bob has written.');
    await Promise.all([
      erase(),
      chat.editMessage.execute({ ...bob, with: 'ada', seq: own.seq, id: own.id, text: 'edited' }),
    ]);
    expect((await state()).direct.find(({ seq }) => seq === own.seq)).toMatchObject({
      text: 'edited',
      to: '',
    });
    expect(direct).toMatch(/^dm\./);
  });
});
