import type { CloseConnections } from '@serverless-ws/chat-domain';
import { answerText, refusal, type AnsweringUseCases } from '@serverless-ws/chat-protocol';

import { REFUSED, isFromOtherApi, type OwnApi } from '../events/other-api.js';
import type { ProxyResponse, WebSocketEvent } from '../events/web-socket-event.js';
import { identityOf } from '../identity/identity-context.js';
import type { RequestScope } from '../logging/request-scope.js';

/** What every message route needs. */
export interface AnswerDependencies extends OwnApi {
  readonly closeConnections: CloseConnections;
  readonly scope: RequestScope;
}

/** A message route: an event in, the response frame out. */
export type FrameHandler = (event: WebSocketEvent) => Promise<ProxyResponse>;

/**
 * Responds to a frame with the result of its use case. Always with status 200, because any other would reach the client
 * as API Gateway's own frame; only an event of another API, which has no client of ours, gets {@link REFUSED}.
 *
 * @param useCases - those of this route; every other action is refused
 */
export function answer(dependencies: AnswerDependencies, useCases: AnsweringUseCases): FrameHandler {
  const { closeConnections, logger, scope } = dependencies;
  const server = { ...useCases, closeConnections, logger };
  return async (event) => {
    if (isFromOtherApi(event, dependencies)) return REFUSED;
    const { requestContext, body = '' } = event;
    const { connectionId, requestId, routeKey, authorizer } = requestContext;
    return scope.run({ connectionId, requestId, routeKey }, async () => {
      try {
        const caller = { identity: identityOf(authorizer), connectionId };
        const { userId } = caller.identity;
        const text = await scope.run({ userId }, () => answerText(server, caller, body));
        return { statusCode: 200, ...(text !== null && { body: text }) };
      } catch (error) {
        return { statusCode: 200, body: refusal(logger, error, body) };
      }
    });
  };
}
