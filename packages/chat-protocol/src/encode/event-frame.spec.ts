import type { VisibleEntry } from '@serverless-ws/chat-domain';
import { describe, expect, it } from '@jest/globals';
import { eventFrame } from './event-frame.js';

const sender = { id: 'u1', name: 'Ada' };
const entry = { id: 'm1', sender, reservedAt: 1_000, expiresAt: 9_000 };
const shown = { id: 'm1', sender, sentAt: 1_000 };

describe('an event frame', () => {
  it('shows messages, announcements, tombstones and deletions without what only the store needs', () => {
    const entries: VisibleEntry[] = [
      { ...entry, seq: 1, kind: 'message', text: 'hi', clientMessageId: 'c1' },
      { ...entry, seq: 2, kind: 'announcement', text: 'hear' },
      { ...entry, seq: 3, kind: 'tombstone', clientMessageId: 'c3' },
      { ...entry, seq: 4, kind: 'deletion', target: { seq: 3, id: 'm0' } },
    ];
    expect(eventFrame({ type: 'messages', room: 'lobby', epoch: 'e', entries })).toStrictEqual({
      type: 'messages',
      room: 'lobby',
      epoch: 'e',
      messages: [
        { ...shown, seq: 1, kind: 'message', text: 'hi', clientMessageId: 'c1' },
        { ...shown, seq: 2, kind: 'announcement', text: 'hear' },
        { ...shown, seq: 3, kind: 'deleted', clientMessageId: 'c3' },
        { ...shown, seq: 4, kind: 'deletion', target: { seq: 3, id: 'm0' } },
      ],
    });
  });

  it('encodes bye', () => {
    expect(eventFrame({ type: 'bye', reason: 'kicked', reconnect: false })).toStrictEqual({
      type: 'bye',
      reason: 'kicked',
      reconnect: false,
    });
    expect(
      eventFrame({ type: 'bye', reason: 'banned', reconnect: false, until: 1_767_225_600_000 }),
    ).toStrictEqual({ type: 'bye', reason: 'banned', reconnect: false, until: 1_767_225_600_000 });
  });

  it('is an event of a team as it is', () => {
    const waved = { type: 'acme.waved' as const, room: 'tea', by: 'ada' };
    expect(eventFrame(waved)).toBe(waved);
  });
});
