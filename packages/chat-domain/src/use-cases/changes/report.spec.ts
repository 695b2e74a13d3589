import { describe, expect, it } from '@jest/globals';
import { identityOf, identityWith, moderatedChat } from '../../in-memory/index.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

async function fixture(...settings: Parameters<typeof moderatedChat>) {
  const parts = moderatedChat(...settings);
  const ada = await parts.connect(identityOf('ada'));
  const bob = await parts.connect(identityWith('bob'));
  const sent = await parts.chat.sendMessage.execute({ ...ada, kind: 'message', text: 'a secret' });
  const report = (changes: object = {}) =>
    parts.moderation.report.execute({ ...bob, seq: sent.seq, id: sent.id, ...changes });
  return { ...parts, ada, bob, sent, report };
}

describe('a report', () => {
  it('leaves a record that names the message, its sender and who reported it, without its text', async () => {
    const { report, audit, sent, clock } = await fixture();
    await report({ reason: 'spam' });
    await report();
    const about = { action: 'report', room: 'lobby', seq: 1, messageId: sent.id, userId: 'ada' };
    expect(audit.records).toMatchObject([
      { ...about, actor: { id: 'bob' }, at: clock.now(), reason: 'spam' },
      about,
    ]);
    expect(audit.records[1]).not.toHaveProperty('reason');
    expect(JSON.stringify(audit.records)).not.toContain('secret');
  });

  it('is of a message that was deleted since, too', async () => {
    const { report, moderation, ada, sent, audit } = await fixture();
    await moderation.deleteMessage.execute({ ...ada, seq: sent.seq, id: sent.id });
    await report();
    expect(audit.records.map(({ action }) => action)).toEqual(['deleteMessage', 'report']);
  });

  it.each([
    ['message_not_found', { seq: 9 }],
    ['message_not_found', { id: 'another' }],
    ['not_joined', { room: 'tea' }],
    ['invalid_room', { room: '#' }],
    ['bad_request', { reason: 'x'.repeat(501) }],
    ['bad_request', { reason: '\ud800' }],
  ])('is refused, and leaves no record: %s', async (expected, changes) => {
    const { report, audit } = await fixture();
    await expect(report(changes)).rejects.toEqual(code(expected));
    expect(audit.records).toEqual([]);
  });

  it('counts as a message, also where there is no such message; a muted user may report', async () => {
    const { report, moderation, connect } = await fixture({
      flood: { messages: 2, window: 10_000, hardLimit: 100 },
    });
    const grace = await connect(identityWith('grace', 'moderator'));
    await moderation.mute.execute({ ...grace, userId: 'bob' });
    await report();
    await expect(report({ seq: 9 })).rejects.toEqual(code('message_not_found'));
    await expect(report()).rejects.toEqual(code('rate_limited'));
  });
});
