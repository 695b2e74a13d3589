import { isChatError, type Caller, type CloseConnections, type Logger } from '@serverless-ws/chat-domain';
import { encode } from '../encode/encode.js';
import { errorFrame } from '../encode/error-frame.js';
import { correlation } from '../parse/correlation.js';
import { answerFrame } from './answer-frame.js';
import type { AnsweringUseCases } from './answering-use-cases.js';

/** What {@link answerText} needs: the use cases, and the ports for error handling. */
export interface AnsweringServer extends AnsweringUseCases {
  readonly closeConnections: Pick<CloseConnections, 'execute'>;
  readonly logger: Logger;
}

/**
 * Responds to any text a client sent, and turns errors into an `error` frame: the only point where a server
 * catches. Never rejects.
 *
 * @param body - the text of one WebSocket message
 * @returns the text to send back; `null` where the connection was closed: a caller whose token expired was told to
 * reconnect with a fresh one, because there is no way to renew it on an open connection
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
    if (expired && (await disconnected(server, caller))) return null;
    return refusal(server.logger, error, body);
  }
}

/**
 * The text of an error frame. Errors of the client are logged as info, all others (`internal`, `unavailable`, bugs) as
 * errors.
 */
export function refusal(logger: Logger, error: unknown, body: string): string {
  if (isChatError(error) && error.code !== 'internal' && error.code !== 'unavailable') {
    logger.info('refused', { code: error.code });
  } else logger.error('failed', error);
  return encode(errorFrame(error, correlation(body)));
}

async function disconnected(
  { closeConnections, logger }: AnsweringServer,
  { connectionId }: Caller,
): Promise<boolean> {
  try {
    await closeConnections.execute([connectionId], 'token_expired');
    logger.info('token expired');
    return true;
  } catch (error) {
    logger.error('could not disconnect', error);
    return false;
  }
}
