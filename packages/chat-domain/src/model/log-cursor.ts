import { ChatError } from './chat-error.js';
import { LIMITS } from './limits.js';

/** A position in one epoch of a room's log. As a client's cursor: everything up to and including it was seen. */
export interface LogCursor {
  readonly epoch: string;
  readonly seq: number;
}

/**
 * A cursor that a client sent.
 * @throws ChatError `invalid_cursor`
 */
export function logCursor(value: LogCursor): LogCursor {
  if (!Number.isSafeInteger(value.seq) || value.seq < 0 || value.epoch === '' || value.epoch.length > 64) {
    throw new ChatError('invalid_cursor', 'A cursor is an epoch and a whole number of 0 or more.');
  }
  return value;
}

/**
 * The limit of a page; 50 when the request names none.
 * @throws ChatError `invalid_limit`
 */
export function pageLimit(value: number | undefined): number {
  if (value === undefined) return LIMITS.pageDefault;
  if (!Number.isInteger(value) || value < 1 || value > LIMITS.pageMaximum) {
    throw new ChatError('invalid_limit', `A limit is a whole number from 1 to ${LIMITS.pageMaximum}.`);
  }
  return value;
}
