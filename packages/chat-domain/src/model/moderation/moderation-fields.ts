import { ChatError } from '../chat-error.js';
import { LIMITS } from '../limits.js';
import { isUserId } from '../user-id.js';

/**
 * The user whom a request is about: one that a token can name.
 * @throws ChatError `bad_request`
 */
export function subjectId(value: string): string {
  if (!isUserId(value)) {
    throw new ChatError(
      'bad_request',
      `A userId is 1 to ${LIMITS.userIdLength} characters of ASCII, or of one script.`,
    );
  }
  return value;
}

/**
 * When a sanction or an invitation ends, in epoch milliseconds: as requested, but within ten years. A time in the past
 * ends it at once.
 * @throws ChatError `bad_request`
 */
export function until(value: number | undefined, now: number): number {
  const latest = now + LIMITS.sanctionMaximum;
  if (value === undefined) return latest;
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new ChatError('bad_request', 'until is a time in whole epoch milliseconds.');
  }
  return Math.min(value, latest);
}

/**
 * The interval of slow mode, in milliseconds; 0 ends it.
 * @throws ChatError `bad_request`
 */
export function slowModeInterval(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0 || value > LIMITS.slowModeMaximum) {
    throw new ChatError('bad_request', `interval is 0 to ${LIMITS.slowModeMaximum} whole milliseconds.`);
  }
  return value;
}
