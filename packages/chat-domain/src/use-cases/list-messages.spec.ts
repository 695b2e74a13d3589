import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../model/limits.js';
import { identityOf, inMemoryChat } from '../in-memory/index.js';
import { TestLogWriter } from '../in-memory/fixtures/test-log-writer.js';

async function fixture() {
  const { chat, clock, heads, messages } = inMemoryChat();
  const caller = { connectionId: 'a', identity: identityOf('ada'), room: 'tea' };
  const log = new TestLogWriter({ heads, messages, clock });
  await log.say(60);
  await chat.connect.execute(caller);
  await chat.joinRoom.execute(caller);
  return { chat, clock, caller, log };
}

const at = (seq: number, epoch = 'e') => ({ epoch, seq });

describe('listing messages', () => {
  it('shows the newest fifty when nothing else is requested', async () => {
    const { chat, caller } = await fixture();
    const page = await chat.listMessages.execute(caller);
    expect(page).toMatchObject({ from: 11, through: 60, more: true });
    expect(page.entries).toHaveLength(LIMITS.pageDefault);
  });

  it('shows what is after a cursor, or before one', async () => {
    const { chat, caller } = await fixture();
    expect(await chat.listMessages.execute({ ...caller, after: at(55), limit: 3 })).toMatchObject({
      from: 56,
      through: 58,
      recovered: true,
      more: true,
    });
    expect(await chat.listMessages.execute({ ...caller, before: at(11), limit: 100 })).toMatchObject({
      from: 1,
      through: 10,
      more: false,
    });
  });

  it('starts below positions in flight, so that no entry ever appears behind its end', async () => {
    const { chat, clock, caller, log } = await fixture();
    clock.advance(LIMITS.gapAge * 3);
    await log.skip();
    await log.say(1);
    expect(await chat.listMessages.execute(caller)).toMatchObject({ through: 60 });
  });

  it.each([{ after: at(1, 'old') }, { before: at(9, 'old') }, { after: at(61) }])(
    'returns the head of the log when the cursor %j is not valid',
    async (cursor) => {
      const { chat, caller } = await fixture();
      expect(await chat.listMessages.execute({ ...caller, ...cursor })).toMatchObject({
        epoch: 'e',
        through: 60,
        recovered: false,
        entries: [],
        more: false,
      });
    },
  );

  it.each([
    ['invalid_limit', { limit: 0 }],
    ['invalid_limit', { limit: 101 }],
    ['invalid_cursor', { after: at(1.5) }],
    ['invalid_cursor', { before: at(-1) }],
    ['invalid_cursor', { before: at(9), after: at(1) }],
    ['invalid_room', { room: 'a b' }],
    ['not_joined', { room: 'coffee' }],
    ['connection_gone', { identity: identityOf('mallory') }],
    ['token_expired', { identity: identityOf('ada', { expiresAt: 1 }) }],
  ])('is rejected: %s %j', async (code, change) => {
    const { chat, caller } = await fixture();
    await expect(chat.listMessages.execute({ ...caller, ...change })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/\w/),
    });
  });

  it('lists the lobby for every user', async () => {
    const { chat, caller } = await fixture();
    const page = await chat.listMessages.execute({ ...caller, room: undefined });
    expect(page).toMatchObject({ room: 'lobby', from: 1, through: 0, more: false });
  });
});
