import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import type { LogEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import { RecordingLogger } from '../../in-memory/index.js';
import type { UnsentPositions } from '../../ports/message-repository.js';
import { unsentIn, UnsentNotes } from './unsent-notes.js';

const base = { reservedAt: 0, expiresAt: 1 };
const sender = { id: 'ada', name: 'Ada' };

/**
 * Entries from a position on, a letter each: `m` a message, `t` one that was deleted, `d` a deletion, `.` an empty position,
 * `o` a message of an earlier release, `?` an entry of a later one. A digit after it is its count.
 */
function log(letters: string, from = 1): readonly LogEntry[] {
  return [...letters.matchAll(/([a-z.?])(\d?)/g)].map(([, kind, count = ''], index): LogEntry => {
    const seq = from + index;
    const counted = count === '' ? {} : { nonMessages: Number(count) };
    const entry = { ...base, seq, id: `m${seq}`, sender, ...counted };
    if (kind === 'm' || kind === 'o') return { ...entry, kind: 'message', text: 'hi' };
    if (kind === 't') return { ...entry, kind: 'tombstone' };
    if (kind === 'd') return { ...entry, kind: 'deletion', target: { seq: 1, id: 'm1' } };
    return { ...base, seq, kind: 'filler', ...counted };
  });
}

const headAt = (seq: number, nonMessages = 0, unsent: readonly number[] = []): RoomHead => ({
  ...{ room: 'tea', epoch: 'e', seq, reservedAt: 0, createdAt: 0, shards: 1, nonMessages },
  ...(unsent.length > 0 && { unsent }),
});

describe('the positions that were reserved for messages and hold none', () => {
  it.each<[string, string, RoomHead, readonly number[]]>([
    ['are all that are empty between messages', 'm0 . . m0', headAt(4), [2, 3]],
    ['are none where deletions were to be there', 'm0 . d2', headAt(3, 2), []],
    ['are the lowest of a run in which both were', 'm0 . . . m1', headAt(5, 1), [2, 3]],
    ['are above a deletion as well', 'd1 . t1', headAt(3, 1), [2]],
    ['are at the first position as well', '. m0', headAt(2), [1]],
    ['are at the head as well', 'm0 . .', headAt(3, 1), [2]],
    ['are in an empty log as well', '. .', headAt(2, 1), [1]],
    ['wait for another page at an end of one', 'm0 .', headAt(5), []],
    ['cannot be told beside entries of earlier releases', 'o . m0', headAt(3), []],
    ['cannot be told below an entry of a later release', 'm0 . ?0 . m0', headAt(5), [4]],
  ])('%s', (_, letters, head, positions) => {
    expect(unsentIn(head, log(letters))).toEqual(positions);
  });

  it('wait where the page begins among them', () => {
    expect(unsentIn(headAt(9), log('. . m0', 4))).toEqual([]);
  });
});

describe('a note', () => {
  const fixture = (noteUnsent = async (): Promise<void> => undefined) => {
    const noted: UnsentPositions[] = [];
    const logger = new RecordingLogger();
    const messages = {
      noteUnsent: (_room: string, _epoch: string, positions: UnsentPositions) => {
        noted.push(positions);
        return noteUnsent();
      },
    };
    return { noted, logger, notes: new UnsentNotes({ messages, logger }) };
  };

  it('is written for what is not noted yet, and costs nothing else', async () => {
    const { notes, noted } = fixture();
    await notes.note(headAt(4), log('m0 m0 m0 m0'));
    await notes.note(headAt(4, 0, [2, 3]), log('m0 . . m0'));
    expect(noted).toEqual([]);
    await notes.note(headAt(4, 0, [3]), log('m0 . . m0'));
    expect(noted).toEqual([{ add: [2], drop: [] }]);
  });

  it('takes the place of the lowest in a full list, and older ones are not noted again', async () => {
    const { notes, noted } = fixture();
    const known = Array.from({ length: LIMITS.unsentPositions }, (_, index) => 10 + index);
    await notes.note(headAt(103, 0, known), log('m0 . m0', 101));
    await notes.note(headAt(103, 0, known), log('m0 . m0', 3));
    expect(noted).toEqual([{ add: [102], drop: [10] }]);
  });

  it('that cannot be stored is logged, and rejects no reading', async () => {
    const { notes, logger } = fixture(() => Promise.reject(new Error('store down')));
    await expect(notes.note(headAt(3), log('m0 . m0'))).resolves.toBeUndefined();
    expect(JSON.stringify(logger.lines)).toContain('unsent positions not noted');
  });
});
