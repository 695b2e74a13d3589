import { ChatError } from './chat-error.js';

/** The room that every connection is in. */
export const LOBBY = 'lobby';

const PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * The room a request names; the lobby when it names none.
 * @throws ChatError `invalid_room`
 */
export function roomName(value: string | undefined): string {
  if (value === undefined) return LOBBY;
  if (!PATTERN.test(value)) {
    throw new ChatError(
      'invalid_room',
      'A room name is 1 to 64 letters, digits, dots, dashes or underscores.',
    );
  }
  return value;
}
