import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  auditKey,
  connectionKey,
  cursorKey,
  userConnectionKey,
  userRoomKey,
  entryKey,
  headKey,
  invitationKey,
  invitedKey,
  idempotencyRecordKey,
  memberKey,
  reportedMessageKey,
  rulesKey,
  moderationStateKey,
} from './keys.js';

const id = fc.oneof(fc.string(), fc.stringMatching(/^[#CLMNRSU0-9]{0,6}$/));
const room = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const seq = fc.nat();

const made = fc.oneof(
  id.map((one) => ({ what: ['connection', one], key: connectionKey(one) })),
  fc.tuple(room, seq, id).map(([a, b, c]) => ({ what: ['member', a, b, c], key: memberKey(a, b, c) })),
  fc.tuple(id, id).map(([a, b]) => ({ what: ['user connection', a, b], key: userConnectionKey(a, b) })),
  fc.tuple(id, id).map(([a, b]) => ({ what: ['record', a, b], key: idempotencyRecordKey(a, b) })),
  fc.tuple(id, room).map(([a, b]) => ({ what: ['user room', a, b], key: userRoomKey(a, b) })),
  id.map((a) => ({ what: ['state', a], key: moderationStateKey(a) })),
  room.map((a) => ({ what: ['rules', a], key: rulesKey(a) })),
  fc.tuple(room, id).map(([a, b]) => ({ what: ['invitation', a, b], key: invitationKey(a, b) })),
  fc.tuple(id, room).map(([a, b]) => ({ what: ['invited', a, b], key: invitedKey(a, b) })),
  fc.tuple(seq, id).map(([a, b]) => ({ what: ['audit', a, b], key: auditKey(a, b) })),
  id.map((a) => ({ what: ['reported', a], key: reportedMessageKey(a) })),
  room.map((a) => ({ what: ['head', a], key: headKey(a) })),
  fc.tuple(room, seq).map(([a, b]) => ({ what: ['entry', a, b], key: entryKey(a, b) })),
  fc.tuple(room, seq).map(([a, b]) => ({ what: ['cursor', a, b], key: cursorKey(a, b) })),
);

describe('keys', () => {
  it('are unique to each thing, whatever ids look like', () => {
    fc.assert(
      fc.property(made, made, (a, b) => {
        expect(JSON.stringify(a.key) === JSON.stringify(b.key)).toBe(
          JSON.stringify(a.what) === JSON.stringify(b.what),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('sort positions as numbers do', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (a, b) => {
        expect(entryKey('r', a).SK < entryKey('r', b).SK).toBe(a < b);
      }),
    );
  });
});
