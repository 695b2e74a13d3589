import type {
  Connection,
  IdempotencyRecord,
  Membership,
  Message,
  MessageMeta,
} from '@serverless-ws/chat-domain';

/** A clock that the contract may move. A harness passes the clock that its adapter reads. */
export interface MovableClock {
  now(): number;
  /** Moves by so many milliseconds. */
  advance(ms: number): void;
}

/** How long samples live, in milliseconds. */
export const LIFE = 60_000;

/** Ids that are easily mistaken for a key, a separator, a property or ASCII. */
export const ODD_IDS: readonly string[] = [
  '#',
  'M#1',
  'C',
  'C#1',
  'HEAD',
  'a#b#0',
  'constructor',
  'L0eYdfb4oAMCJ_w=',
  'größe',
  '数据 😀',
  "'; --",
  'x'.repeat(128),
  '😀'.repeat(64),
];

/** Data that a store may mishandle: empty values, names of properties, numbers without a bound, and much nesting. */
export const ODD_META: MessageMeta = {
  '': '',
  constructor: { toString: null },
  list: [[], {}, 0.1, 1e300, -1, false, '\ud800'],
  deep: JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`),
};

/** Room names that the model allows and that adapters may mishandle. */
export const ODD_ROOMS: readonly string[] = [
  'constructor',
  'HEAD',
  'M',
  '0',
  'a.b-c_d',
  'size',
  'r'.repeat(64),
];

/** A connection of a user, in the rooms named (shard 0 of each, unless given). */
export function connectionOf(
  clock: MovableClock,
  connectionId: string,
  rooms: readonly (string | Membership)[] = [],
  userId = `user-of-${connectionId}`,
): Connection {
  return {
    connectionId,
    identity: { userId, name: 'Ada Lovelace', roles: ['admin', 'tester'], expiresAt: null },
    connectedAt: clock.now(),
    expiresAt: clock.now() + LIFE,
    memberships: rooms.map((room) => (typeof room === 'string' ? { room, shard: 0 } : room)),
  };
}

/** A message at a position. */
export function messageAt(clock: MovableClock, seq: number, changes: Partial<Message> = {}): Message {
  return {
    kind: 'message',
    seq,
    reservedAt: clock.now(),
    expiresAt: clock.now() + LIFE,
    id: `id-${seq}`,
    sender: { id: 'ada', name: 'Ada' },
    text: `text ${seq}`,
    ...changes,
  };
}

/** A record of Ada's message `m-1`, at a position. */
export function recordAt(
  clock: MovableClock,
  seq: number,
  changes: Partial<IdempotencyRecord> = {},
): IdempotencyRecord {
  return {
    userId: 'ada',
    clientMessageId: 'm-1',
    room: 'lobby',
    epoch: 'e1',
    seq,
    reservedAt: clock.now(),
    fingerprint: 'digest',
    expiresAt: clock.now() + LIFE,
    ...changes,
  };
}

/** The numbers from 1 to `count`. */
export function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
