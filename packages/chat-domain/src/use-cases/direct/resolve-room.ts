import { ChatError } from '../../model/chat-error.js';
import { subjectId } from '../../model/moderation/moderation-fields.js';
import { roomName } from '../../model/room-name.js';
import type { ResolvedRoom, RoomReference } from '../../model/room-reference.js';
import type { TextDigest } from '../../ports/text-digest.js';
import type { Caller } from '../caller.js';
import { directRoom } from './direct-room.js';

/**
 * The room that a request is about: the one it names, the lobby where it names none, or the direct room of its caller and
 * the user whom it names. There is no registry of users, so that any id leads to a room.
 *
 * Whether the caller may act there is decided by `Authorize`, which takes both fields of the result.
 *
 * @throws ChatError `bad_request` for a room and a user at once, the caller's own id and what is no user id;
 * `invalid_room`; `forbidden` for the name of a direct room
 */
export function resolveRoom(
  digest: TextDigest,
  { identity, room, with: userId }: Pick<Caller, 'identity'> & RoomReference,
): ResolvedRoom {
  if (userId === undefined) return { room: roomName(room) };
  if (room !== undefined) throw new ChatError('bad_request', '"room" and "with" exclude each other.');
  const other = otherUser(identity.userId, userId);
  return { room: directRoom(digest, identity.userId, other), with: other };
}

/**
 * The user whom a request of another one is about.
 * @throws ChatError `bad_request` for the caller's own id and what is no user id
 */
export function otherUser(callerId: string, value: string): string {
  const userId = subjectId(value);
  if (userId === callerId) throw new ChatError('bad_request', 'The other user cannot be yourself.');
  return userId;
}
