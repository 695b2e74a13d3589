import { ChatError } from './chat-error.js';

/** The room that every connection is in. */
export const LOBBY = 'lobby';

/** The prefix of the rooms of two users. No request names one: only `with` the other user leads there. */
export const DIRECT_PREFIX = 'dm.';

const PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** The names on which the kind of a room depends, and what {@link reading} makes of them. */
const KINDS = /^(?:lobby$|private\.|dm\.)/;
const KINDS_READ = /^(?:lobby$|prlvate\.|dm\.)/;

/** A name with letters and digits that fonts draw alike made one, in either case: what UTS #39 calls a skeleton. */
function reading(name: string): string {
  return name.toLowerCase().replace(/[1i]/g, 'l').replace(/0/g, 'o').replace(/rn/g, 'm');
}

/**
 * The room a request names; the lobby when it names none. What reads like the lobby or a private or direct room is one:
 * `Private.board`, a public room by its letters, is no name.
 * @throws ChatError `invalid_room`; `forbidden` for a direct room, whatever the role of the caller
 */
export function roomName(value: string | undefined): string {
  if (value === undefined) return LOBBY;
  if (value.startsWith(DIRECT_PREFIX)) {
    throw new ChatError(
      'forbidden',
      'A direct room cannot be named; use "with" and the id of the other user.',
    );
  }
  if (KINDS_READ.test(reading(value)) && !KINDS.test(value)) {
    throw new ChatError(
      'invalid_room',
      'A room name that reads like "lobby", "private." or "dm." is spelled so.',
    );
  }
  if (!PATTERN.test(value)) {
    throw new ChatError(
      'invalid_room',
      'A room name is 1 to 64 letters, digits, dots, dashes or underscores.',
    );
  }
  return value;
}

/**
 * The name of a room that is stored already, a direct one included: for pages and for operators, who ask for nothing there.
 * @throws ChatError `invalid_room`, `forbidden`
 */
export function storedRoomName(value: string): string {
  return value.startsWith(DIRECT_PREFIX) && PATTERN.test(value) ? value : roomName(value);
}
