import { describe, expect, it } from '@jest/globals';
import { identityOf, inMemoryChat } from '../in-memory/index.js';
import type { Heads } from './ping.js';
import { TestLogWriter } from '../in-memory/fixtures/test-log-writer.js';

const seqs = ({ heads }: Heads) =>
  Object.fromEntries(Object.entries(heads).map(([room, { seq }]) => [room, seq]));

describe('a ping', () => {
  it('returns the rooms of the caller with their heads, and no others', async () => {
    const { chat, clock, heads, messages } = inMemoryChat();
    const caller = { connectionId: 'a', identity: identityOf('ada') };
    await chat.connect.execute(caller);
    await chat.joinRoom.execute({ ...caller, room: 'tea' });
    await chat.joinRoom.execute({ ...caller, room: 'constructor' });
    await new TestLogWriter({ heads, messages, clock }, 'tea').say(3);
    await new TestLogWriter({ heads, messages, clock }, 'coffee').say(9);
    const pong = await chat.ping.execute(caller);
    expect(seqs(pong)).toEqual({ tea: 3, constructor: 0 });
    expect([...pong.rooms].sort()).toEqual(['constructor', 'lobby', 'tea']);
    expect(pong.heads['tea']?.epoch).toBe((await heads.find('tea'))?.epoch);
    await new TestLogWriter({ heads, messages, clock }, 'lobby').say(1);
    expect(seqs(await chat.ping.execute(caller))).toEqual({ lobby: 1, tea: 3, constructor: 0 });
  });

  it.each([
    ['connection_gone', { connectionId: 'b' }],
    ['connection_gone', { identity: identityOf('mallory') }],
    ['token_expired', { identity: identityOf('ada', { expiresAt: 1 }) }],
  ])('is rejected: %s', async (code, change) => {
    const { chat } = inMemoryChat();
    const caller = { connectionId: 'a', identity: identityOf('ada') };
    await chat.connect.execute(caller);
    await expect(chat.ping.execute({ ...caller, ...change })).rejects.toMatchObject({ code });
  });
});
