import { LIMITS, type VisibleEntry } from '@serverless-ws/chat-domain';
import { describe, expect, it } from '@jest/globals';
import { ackFields } from './ack-fields.js';

const receipt = { room: 'tea', epoch: 'e', seq: 4, id: 'm4', sentAt: 7, duplicate: false };
const sender = { id: 'u1', name: 'Ada' };
const stored = { seq: 4, id: 'm4', sender, reservedAt: 7, expiresAt: 9 };

describe('an ack', () => {
  it('is the receipt, and has no entry where there is none', () => {
    expect(ackFields({ ...receipt, clientMessageId: 'c' })).toStrictEqual({
      ...receipt,
      clientMessageId: 'c',
    });
  });

  it.each<[VisibleEntry, object]>([
    [
      { ...stored, kind: 'message', text: 'hi' },
      { kind: 'message', text: 'hi' },
    ],
    [
      { ...stored, kind: 'tombstone', clientMessageId: 'c' },
      { kind: 'deleted', clientMessageId: 'c' },
    ],
  ])('carries the entry as a push does: $kind', (entry, shown) => {
    const { seq, id, sentAt } = receipt;
    expect(ackFields({ ...receipt, entry }).entry).toStrictEqual({ seq, id, sender, sentAt, ...shown });
  });

  it('fits in 32 KB, whatever the text and the ids are made of', () => {
    const [text, clientMessageId] = ['\x01'.repeat(LIMITS.textBytes), '~'.repeat(64)];
    const entry: VisibleEntry = {
      ...stored,
      kind: 'message',
      sender: { id: '\x01'.repeat(128), name: '\x01'.repeat(128) },
      text,
      clientMessageId,
    };
    const frame = { type: 'ack', requestId: '\x01'.repeat(128), ...ackFields({ ...receipt, entry }) };
    expect(Buffer.byteLength(JSON.stringify(frame))).toBeLessThanOrEqual(32 * 1_024);
  });
});
