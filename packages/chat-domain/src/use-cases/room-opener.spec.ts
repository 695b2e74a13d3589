import { describe, expect, it } from '@jest/globals';
import { identityWith, moderatedChat } from '../in-memory/index.js';

const FLOOD = { messages: 3, window: 10_000, hardLimit: 6 };

async function fixture() {
  const parts = moderatedChat({ flood: FLOOD });
  const ada = await parts.connect(identityWith('ada'));
  const join = (room: string, caller = ada) => parts.chat.joinRoom.execute({ ...caller, room });
  return { ...parts, ada, join };
}

describe('making a room', () => {
  it('counts as a message, by its first join', async () => {
    const { join, heads, chat, ada, clock } = await fixture();
    for (const room of ['a', 'b', 'c']) await join(room);
    await expect(join('d')).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 10_500 });
    expect(await heads.find('d')).toBeNull();
    const message = { ...ada, kind: 'message', text: 'hi' } as const;
    await expect(chat.sendMessage.execute(message)).rejects.toMatchObject({ code: 'rate_limited' });
    clock.advance(20_000);
    await expect(join('d')).resolves.toMatchObject({ room: 'd' });
  });

  it('is all that counts: rooms that are there cost no write, and neither does the lobby', async () => {
    const { join, connect, moderationStates } = await fixture();
    for (const room of ['a', 'b']) await join(room);
    expect(moderationStates.writes).toBe(2);
    const bob = await connect(identityWith('bob'));
    for (let time = 0; time < 10; time += 1) {
      for (const room of ['a', 'b', 'lobby']) await join(room, bob);
    }
    expect(moderationStates.writes).toBe(2);
  });

  it('is open to a muted user, who may not send', async () => {
    const { join, moderationStates, clock } = await fixture();
    await moderationStates.sanction('ada', { mutedUntil: clock.now() + 60_000 });
    await expect(join('a')).resolves.toMatchObject({ room: 'a' });
  });

  it('ends the connection of a user who goes on to the hard limit', async () => {
    const { join, gateway } = await fixture();
    for (const room of ['a', 'b', 'c', 'd', 'e', 'f']) await join(room).catch(() => undefined);
    expect(gateway.disconnected).toEqual(['ada']);
  });
});
