import { ChatError } from './chat-error.js';

const PATTERN = /^[\x21-\x7e]{1,64}$/;

/**
 * The id under which a client may send the same message again.
 * @throws ChatError `invalid_client_message_id`
 */
export function clientMessageId(value: string): string {
  if (!PATTERN.test(value)) {
    throw new ChatError(
      'invalid_client_message_id',
      'A client message id is 1 to 64 printable ASCII characters without spaces.',
    );
  }
  return value;
}
