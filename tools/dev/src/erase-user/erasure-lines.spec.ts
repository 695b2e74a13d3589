import { expect, it } from '@jest/globals';
import { LEFT, NOTHING_ERASED } from '@serverless-ws/chat-domain';
import { erasureLines } from './erasure-lines.js';

it('a report says what was erased, until when the user is banned, and what is left', () => {
  const report = { userId: 'ada', startedAt: 0, finishedAt: 1, bannedUntil: 0, left: LEFT };
  const lines = erasureLines({ ...report, erased: { ...NOTHING_ERASED, messages: 2, rooms: 1 } });
  expect(lines.slice(0, 3)).toEqual([
    'ada: erased messages 2, rooms 1',
    'ada: banned until 1970-01-01T00:00:00.000Z',
    'left: mentions of the user, and their name in what others wrote (content of others)',
  ]);
  expect(lines).toHaveLength(2 + LEFT.length);
  expect(erasureLines({ ...report, erased: NOTHING_ERASED })[0]).toBe('ada: erased nothing');
});
