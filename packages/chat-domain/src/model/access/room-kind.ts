import { LOBBY } from '../room-name.js';

/** What a room is, as far as access goes. */
export type RoomKind = 'lobby' | 'public' | 'private';

/** All kinds, for tables and exhaustive tests. */
export const ROOM_KINDS: readonly RoomKind[] = ['lobby', 'public', 'private'];

/** A room is private by its name, so that nobody needs to read anything to know: `private.board`. */
export const PRIVATE_PREFIX = 'private.';

/** The kind of a room whose name is a valid one. */
export function roomKind(room: string): RoomKind {
  if (room === LOBBY) return 'lobby';
  return room.startsWith(PRIVATE_PREFIX) ? 'private' : 'public';
}
