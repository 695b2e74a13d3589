import { LIMITS } from '@serverless-ws/chat-domain';
import { describe, expect, it } from '@jest/globals';
import { inMemoryChat } from '@serverless-ws/chat-domain/in-memory';
import { pageFields } from './page-fields.js';

const sender = { id: 'u1', name: 'Ada' };
const page = { room: 'tea', epoch: 'e', from: 3, through: 5, head: 7, recovered: true, more: false };

describe('the response to a join or a list', () => {
  it('is the page, with its entries as messages', () => {
    const entries = [
      { kind: 'message' as const, seq: 4, id: 'm4', sender, reservedAt: 7, expiresAt: 9, text: 'hi' },
    ];
    expect(pageFields({ ...page, entries }, 'ada')).toStrictEqual({
      ...page,
      messages: [{ kind: 'message', seq: 4, id: 'm4', sender, sentAt: 7, text: 'hi' }],
    });
    expect(pageFields({ ...page, entries: [] }, 'ada')).toStrictEqual({ ...page, messages: [] });
  });

  it('shows reactions to a message as its reader sees them, and none that were taken back', () => {
    const said = {
      kind: 'message' as const,
      seq: 4,
      id: 'm4',
      sender,
      reservedAt: 7,
      expiresAt: 9,
      text: 'hi',
    };
    const mark = { reaction: '👍', userId: 'ada', seq: 5, on: true };
    const shownTo = (reader: string, ...reactions: readonly (typeof mark)[]) =>
      pageFields({ ...page, entries: [{ ...said, reactions }] }, reader).messages[0];
    expect(shownTo('ada', mark)).toHaveProperty('reactions', {
      '👍': { count: 1, users: ['ada'], own: true },
    });
    expect(shownTo('bob', mark)).toHaveProperty('reactions.👍.own', false);
    expect(shownTo('ada', { ...mark, on: false })).not.toHaveProperty('reactions');
  });

  it.each([1, 20, 100, 420, 700, 1_300, LIMITS.textBytes])(
    'fits in 32 KB, whatever texts of %d characters and the envelope are made of',
    async (size) => {
      const { clock, messages, reader } = inMemoryChat();
      const room = 'r'.repeat(64);
      for (let said = 0; said < 100; said += 1) {
        const { seq, reservedAt } = await messages.reserveNext(room, 'e'.repeat(64), clock.now());
        await messages.append(room, {
          kind: 'announcement',
          seq,
          reservedAt,
          expiresAt: reservedAt + LIMITS.retentionDefault,
          id: 'i'.repeat(21),
          sender: { id: 'u', name: '\x01' },
          text: '\x01'.repeat(size),
        });
      }
      const head = await messages.getOrCreate(room, 'e', clock.now());
      const found = await reader.after(head, { epoch: head.epoch, seq: 0 }, 100);
      const frame = { type: 'joined', requestId: '\x01'.repeat(128), ...pageFields(found, 'ada') };
      expect(Buffer.byteLength(JSON.stringify(frame))).toBeLessThanOrEqual(32 * 1_024);
      expect(found.entries.length === 100 || found.more).toBe(true);
    },
  );
});
