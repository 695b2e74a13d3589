import { ChatError, isChatError } from '@serverless-ws/chat-domain';
import type { Correlation } from '../parse/correlation.js';
import type { ServerFrameOf } from '../events/index.js';

/** Milliseconds: the longest that a timer of JavaScript takes. A longer one fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * What a client is told about a failure. Anything but a `ChatError` becomes `internal`, without its message: that one
 * belongs in the log.
 */
export function errorFrame(error: unknown, correlation: Correlation = {}): ServerFrameOf<'error'> {
  const known = isChatError(error)
    ? error
    : new ChatError('internal', 'Something went wrong on our side. Sending again may help.');
  return {
    type: 'error',
    code: known.code,
    message: known.message,
    retryable: known.retryable,
    ...(known.retryAfterMs !== undefined && { retryAfterMs: Math.min(known.retryAfterMs, LONGEST_TIMER) }),
    ...correlation,
  };
}
