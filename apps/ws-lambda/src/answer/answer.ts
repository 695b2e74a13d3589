import { isChatError, type Dismiss, type Logger } from '@serverless-ws/chat-domain';
import {
  answerFrame,
  correlation,
  encode,
  errorFrame,
  type AnsweringUseCases,
  type ServerFrame,
} from '@serverless-ws/chat-protocol';

import type { ProxyResponse, WebSocketEvent } from '../events/web-socket-event.js';
import { identityOf } from '../identity/identity-context.js';
import type { RequestScope } from '../logging/request-scope.js';

/** What every message route needs. */
export interface AnswerDependencies {
  readonly dismiss: Dismiss;
  readonly logger: Logger;
  readonly scope: RequestScope;
}

/** A message route: an event in, the frame that answers it out. */
export type FrameHandler = (event: WebSocketEvent) => Promise<ProxyResponse>;

/**
 * Answers a frame by the use case behind it, and turns whatever goes wrong into an `error` frame: the one place where
 * the message routes catch. Always status 200, because any other would reach the client as API Gateway's own frame.
 *
 * @param useCases - those of this route; every other action is refused
 */
export function answer(dependencies: AnswerDependencies, useCases: AnsweringUseCases): FrameHandler {
  return ({ requestContext, body = '' }) => {
    const { connectionId, requestId, routeKey, authorizer } = requestContext;
    return dependencies.scope.run({ connectionId, requestId, routeKey }, async () => {
      try {
        const caller = { identity: identityOf(authorizer), connectionId };
        return await dependencies.scope.run({ userId: caller.identity.userId }, async () =>
          sent(await answerFrame(useCases, caller, body)),
        );
      } catch (error) {
        if (isChatError(error) && error.code === 'token_expired')
          return farewell(dependencies, connectionId, body, error);
        report(dependencies.logger, error);
        return sent(errorFrame(error, correlation(body)));
      }
    });
  };
}

function sent(frame: ServerFrame): ProxyResponse {
  return { statusCode: 200, body: encode(frame) };
}

/** Whose token has run out comes back with a fresh one: there is no way to renew it on an open connection. */
async function farewell(
  { dismiss, logger }: AnswerDependencies,
  connectionId: string,
  body: string,
  expired: unknown,
): Promise<ProxyResponse> {
  try {
    logger.info('token expired');
    await dismiss.execute([connectionId], 'token_expired');
    return { statusCode: 200 };
  } catch (error) {
    logger.error('could not dismiss', error);
    return sent(errorFrame(expired, correlation(body)));
  }
}

/** What the client did wrong is news; what we did wrong is an error. */
function report(logger: Logger, error: unknown): void {
  if (isChatError(error) && error.code !== 'internal' && error.code !== 'unavailable') {
    logger.info('refused', { code: error.code });
  } else logger.error('failed', error);
}
