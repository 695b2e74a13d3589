/** The key of an item. */
export interface Key {
  readonly PK: string;
  readonly SK: string;
}

/** Digits of the largest safe integer: numbers padded so sort as text. */
const DIGITS = 16;

// Each kind of partition key begins with a word of its own, up to the first `#`, and ids that a caller chose come last or alone, so that no
// id can collide with another item.

/** The row of a connection. */
export function connectionKey(connectionId: string): Key {
  return { PK: `C#${connectionId}`, SK: 'C' };
}

/** The partition of one shard's members. */
export function membersPartition(room: string, shard: number): string {
  return `R#${room}#${shard}`;
}

/** The row of one member. */
export function memberKey(room: string, shard: number, connectionId: string): Key {
  return { PK: membersPartition(room, shard), SK: connectionId };
}

/** The partition of a user's connections. */
export function userConnectionsPartition(userId: string): string {
  return `U#${userId}`;
}

/** The row of one connection of a user. */
export function userConnectionKey(userId: string, connectionId: string): Key {
  return { PK: userConnectionsPartition(userId), SK: connectionId };
}

/** The partition of the rooms that a user follows. */
export function userRoomsPartition(userId: string): string {
  return `N#${userId}`;
}

/** The row of a room that a user follows. */
export function userRoomKey(userId: string, room: string): Key {
  return { PK: userRoomsPartition(userId), SK: room };
}

/** The partition of a room's log, its head and its cursors. */
export function logPartition(room: string): string {
  return `L#${room}`;
}

/** The head of a room. */
export function headKey(room: string): Key {
  return { PK: logPartition(room), SK: 'HEAD' };
}

/** The sort key of a position in the log; `seq` is clamped to what a log can hold. */
export function position(seq: number): string {
  const within = Math.min(Math.max(seq, 0), Number.MAX_SAFE_INTEGER);
  return `M#${String(within).padStart(DIGITS, '0')}`;
}

/** The entry at a position of the log. */
export function entryKey(room: string, seq: number): Key {
  return { PK: logPartition(room), SK: position(seq) };
}

/**
 * The sort key of the reactions to the message at a position: right above that of the message, and below that of the next
 * one, so that a page's own query reads them.
 */
export function reactionsPosition(seq: number): string {
  return `${position(seq)}#R`;
}

/** The reactions to a message. */
export function reactionsKey(room: string, seq: number): Key {
  return { PK: logPartition(room), SK: reactionsPosition(seq) };
}

/** The cursor of a shard. */
export function cursorKey(room: string, shard: number): Key {
  return { PK: logPartition(room), SK: `CURSOR#${shard}` };
}

/** The idempotency record of a user's client message id. */
export function idempotencyRecordKey(userId: string, clientMessageId: string): Key {
  return { PK: recordsPartition(userId), SK: clientMessageId };
}

/** The moderation state of a user. */
export function moderationStateKey(userId: string): Key {
  return { PK: `P#${userId}`, SK: 'P' };
}

/** The rules of a room. */
export function rulesKey(room: string): Key {
  return { PK: `I#${room}`, SK: 'RULES' };
}

/** A user's invitation to a room. */
export function invitationKey(room: string, userId: string): Key {
  return { PK: `I#${room}`, SK: `U#${userId}` };
}

/** The partition of the rooms to which a user is invited. */
export function invitedPartition(userId: string): string {
  return `G#${userId}`;
}

/** Where the invitation of a user to a room is found by the user. */
export function invitedKey(userId: string, room: string): Key {
  return { PK: invitedPartition(userId), SK: room };
}

/** The partition of a user's idempotency records. */
export function recordsPartition(userId: string): string {
  return `S#${userId}`;
}

/** The partition of one of the lists of rooms of a kind. */
export function roomsPartition(kind: string, list: number): string {
  return `ROOMS#${kind}#${list}`;
}

/** That a message was reported. */
export function reportedMessageKey(messageId: string): Key {
  return { PK: `REPORTED#${messageId}`, SK: 'REPORTED' };
}

/** The partition of those whom a user has blocked. */
export function blocksPartition(userId: string): string {
  return `B#${userId}`;
}

/** That a user has blocked another. */
export function blockKey(userId: string, blockedId: string): Key {
  return { PK: blocksPartition(userId), SK: blockedId };
}

/** The partition of a day's audit records, by any time of it (epoch milliseconds). */
export function auditPartition(at: number): string {
  return `A#${new Date(at).toISOString().slice(0, 'yyyy-mm-dd'.length)}`;
}

/** An audit record. */
export function auditKey(at: number, id: string): Key {
  return { PK: auditPartition(at), SK: `${String(at).padStart(DIGITS, '0')}#${id}` };
}
