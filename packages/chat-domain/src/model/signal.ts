import { ChatError } from './chat-error.js';
import { SIGNAL_LIMITS } from './signal-limits.js';
import { utf8Length } from './utf8.js';

/** The signal of a user who is typing, with `true`, or has stopped, with `false`. */
export const TYPING = 'typing';

const EVENT = /^[A-Za-z][A-Za-z0-9._-]*$/;

/**
 * The name of a signal. `typing` is ours; a team's own names hold a dot (`acme.cursor`), which none of ours ever will.
 * @throws ChatError `bad_request`
 */
export function signalEvent(value: string): string {
  if (EVENT.test(value) && value.length <= SIGNAL_LIMITS.signalEventLength) return value;
  throw new ChatError(
    'bad_request',
    `event is a letter and up to ${SIGNAL_LIMITS.signalEventLength - 1} letters, digits, dots, dashes or underscores.`,
  );
}

/**
 * The data of a signal, which came as JSON: anything that is small, and `true` or `false` for `typing`.
 * @throws ChatError `bad_request`
 */
export function signalData(event: string, value: unknown): unknown {
  if (event === TYPING && typeof value !== 'boolean')
    throw new ChatError('bad_request', 'The data of typing is true or false.');
  if (value === undefined || jsonBytes(value) <= SIGNAL_LIMITS.signalDataBytes) return value;
  throw new ChatError('bad_request', `data has ${SIGNAL_LIMITS.signalDataBytes} bytes at most, as JSON.`);
}

/** Nesting that is too deep to be written is too large, too. */
function jsonBytes(value: unknown): number {
  try {
    return utf8Length(JSON.stringify(value));
  } catch {
    return Infinity;
  }
}
