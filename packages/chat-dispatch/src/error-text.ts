import { isChatError, type Logger } from '@serverless-ws/chat-domain';
import { encode, errorFrame, type Correlation } from '@serverless-ws/chat-protocol';

/**
 * The text of an error frame, and a line in the log, as {@link logRefusal} writes it.
 *
 * @param correlation - the ids of the request, as `openEnvelope` finds them
 */
export function errorText(logger: Logger, error: unknown, correlation: Correlation): string {
  logRefusal(logger, error);
  return encode(errorFrame(error, correlation));
}

/** Logs why a request failed: errors of its sender as info, all others (`internal`, `unavailable`, bugs) as errors. */
export function logRefusal(logger: Logger, error: unknown): void {
  if (isChatError(error) && error.code !== 'internal' && error.code !== 'unavailable') {
    logger.info('refused', { code: error.code });
  } else logger.error('failed', error);
}
