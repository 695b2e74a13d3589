import { describe, expect, it } from '@jest/globals';
import { DEFAULT_FLOOD_LIMITS } from '../../model/moderation/flood-limits.js';
import { moderatedChat, identityWith } from '../../in-memory/index.js';

async function fixture() {
  const parts = moderatedChat({ flood: DEFAULT_FLOOD_LIMITS });
  const moderator = await parts.connect(identityWith('grace', 'moderator'));
  const ada = await parts.connect(identityWith('ada'));
  const send = (caller = ada) => parts.chat.sendMessage.execute({ ...caller, kind: 'message', text: 'hi' });
  return { ...parts, moderator, ada, send };
}

describe('a muted user', () => {
  it('reads but does not send, until the mute ends', async () => {
    const { moderation, moderator, ada, chat, send, clock, gateway } = await fixture();
    await moderation.mute.execute({ ...moderator, userId: 'ada', until: clock.now() + 60_000 });
    clock.advance(20_000);
    await expect(send()).rejects.toMatchObject({
      code: 'muted',
      retryable: true,
      retryAfterMs: 40_000,
      message: 'You are muted for now.',
    });
    await send(moderator);
    expect(gateway.received('ada')).toHaveLength(1);
    await expect(chat.listMessages.execute(ada)).resolves.toBeDefined();
    clock.advance(40_000);
    await expect(send()).resolves.toBeDefined();
  });

  it('leaves one record of each end, however often that is asked for', async () => {
    const { moderation, moderator, audit, clock } = await fixture();
    const until = clock.now() + 60_000;
    for (const end of [0, until, until, undefined, undefined, 0, 0]) {
      await moderation.mute.execute({ ...moderator, userId: 'ada', until: end });
      clock.advance(1_000);
    }
    expect(audit.records.map((record) => record.until)).toEqual([until, expect.any(Number), 0]);
  });

  it('stays muted over a reconnect, and may send again when the mute is lifted', async () => {
    const { moderation, moderator, connect, chat, send } = await fixture();
    await moderation.mute.execute({ ...moderator, userId: 'ada' });
    await chat.disconnect.execute('ada');
    const again = await connect(identityWith('ada'), 'again');
    await expect(send(again)).rejects.toMatchObject({ code: 'muted' });
    await moderation.mute.execute({ ...moderator, userId: 'ada', until: 0 });
    await expect(send(again)).resolves.toBeDefined();
  });

  it('is disconnected like any other user for flooding', async () => {
    const { moderation, moderator, send, gateway } = await fixture();
    await moderation.mute.execute({ ...moderator, userId: 'ada' });
    for (let attempt = 0; attempt < 30; attempt += 1) await send().catch(() => undefined);
    expect(gateway.disconnected).toEqual(['ada']);
  });

  it('leaves a record with its end', async () => {
    const { moderation, moderator, clock, audit } = await fixture();
    const at = clock.now();
    await moderation.mute.execute({ ...moderator, userId: 'ada', until: at + 5 });
    expect(audit.records).toEqual([
      expect.objectContaining({
        at,
        actor: { id: 'grace', name: 'GRACE' },
        action: 'mute',
        userId: 'ada',
        until: at + 5,
      }),
    ]);
  });
});

describe('muting and slow mode', () => {
  it('are rejected where flood control is off and they would have no effect', async () => {
    const { moderation, connect, audit } = moderatedChat();
    const moderator = await connect(identityWith('grace', 'moderator'));
    const attempts = [
      moderation.mute.execute({ ...moderator, userId: 'ada' }),
      moderation.slowMode.execute({ ...moderator, interval: 1_000 }),
    ];
    for (const attempt of attempts)
      await expect(attempt).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining('Flood control is off'),
      });
    expect(audit.records).toEqual([]);
  });
});
