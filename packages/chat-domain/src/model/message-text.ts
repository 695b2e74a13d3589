import { ChatError } from './chat-error.js';
import { LIMITS } from './limits.js';
import { isWellFormed, utf8Length } from './utf8.js';
import { hasVisibleCharacter } from './visible.js';

/**
 * The text of a message, unchanged: 1 byte to 4 KB of UTF-8 with at least one visible character.
 * @throws ChatError `invalid_text`
 */
export function messageText(value: string): string {
  if (!hasVisibleCharacter(value)) throw new ChatError('invalid_text', 'The text is empty.');
  if (utf8Length(value) > LIMITS.textBytes) {
    throw new ChatError('invalid_text', `The text is over ${LIMITS.textBytes} bytes.`);
  }
  if (value.includes('\0')) throw new ChatError('invalid_text', 'The text holds a NUL character.');
  if (!isWellFormed(value)) throw new ChatError('invalid_text', 'The text holds half a character.');
  return value;
}
