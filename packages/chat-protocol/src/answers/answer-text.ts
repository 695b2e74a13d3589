import { isChatError, type Caller, type CloseConnections, type Logger } from '@serverless-ws/chat-domain';
import { encode } from '../encode/encode.js';
import { errorFrame } from '../encode/error-frame.js';
import { correlation } from '../parse/correlation.js';
import { answerFrame } from './answer-frame.js';
import type { AnsweringUseCases } from './answering-use-cases.js';

/** What {@link answerText} needs: the use cases at hand, and what it takes when something goes wrong. */
export interface AnsweringServer extends AnsweringUseCases {
  readonly closeConnections: Pick<CloseConnections, 'execute'>;
  readonly logger: Logger;
}

/**
 * Answers whatever a client sent, and turns what goes wrong into an `error` frame: the one place where a server
 * catches. Never rejects.
 *
 * @param body - the text of one WebSocket message
 * @returns the text to send back; `null` where there is nobody to send it to: a caller whose token ran out was told to
 * come back with a fresh one, because there is no way to renew it on an open connection
 */
export async function answerText(
  server: AnsweringServer,
  caller: Caller,
  body: string,
): Promise<string | null> {
  try {
    return encode(await answerFrame(server, caller, body));
  } catch (error) {
    const expired = isChatError(error) && error.code === 'token_expired';
    if (expired && (await dismissed(server, caller))) return null;
    return refusal(server.logger, error, body);
  }
}

/**
 * The text that tells a client of an error. What the client did wrong is news for the log; what we did wrong is an
 * error there.
 */
export function refusal(logger: Logger, error: unknown, body: string): string {
  if (isChatError(error) && error.code !== 'internal' && error.code !== 'unavailable') {
    logger.info('refused', { code: error.code });
  } else logger.error('failed', error);
  return encode(errorFrame(error, correlation(body)));
}

async function dismissed(
  { closeConnections, logger }: AnsweringServer,
  { connectionId }: Caller,
): Promise<boolean> {
  try {
    await closeConnections.execute([connectionId], 'token_expired');
    logger.info('token expired');
    return true;
  } catch (error) {
    logger.error('could not dismiss', error);
    return false;
  }
}
