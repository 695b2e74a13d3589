import { DIRECT_PREFIX, LOBBY } from '../room-name.js';

/** The kind of a room, on which access depends. */
export type RoomKind = 'lobby' | 'public' | 'private' | 'direct';

/** All kinds, for tables and exhaustive tests. */
export const ROOM_KINDS: readonly RoomKind[] = ['lobby', 'public', 'private', 'direct'];

/** A room is private by its name, so that its kind is known without a read: `private.board`. */
export const PRIVATE_PREFIX = 'private.';

/** The kind of a room with a valid name. */
export function roomKind(room: string): RoomKind {
  if (room === LOBBY) return 'lobby';
  if (room.startsWith(DIRECT_PREFIX)) return 'direct';
  return room.startsWith(PRIVATE_PREFIX) ? 'private' : 'public';
}
