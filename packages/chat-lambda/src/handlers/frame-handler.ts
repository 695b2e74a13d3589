import {
  dispatcherOf,
  errorText,
  type DispatcherOptions,
  type DispatcherPorts,
  type Served,
} from '@serverless-ws/chat-dispatch';
import { openEnvelope } from '@serverless-ws/chat-protocol';

import { REFUSED, isFromOtherApi, type OwnApi } from '../events/other-api.js';
import type { ProxyResponse, WebSocketEvent } from '../events/web-socket-event.js';
import { identityOf } from '../identity/identity-context.js';
import { inTime, type InvocationContext } from '../invocation/in-time.js';
import type { RequestScope } from '../logging/request-scope.js';

/** What {@link frameHandler} needs, beside what its actions need. */
export interface FrameHandlerPorts extends DispatcherPorts, OwnApi {
  readonly scope: RequestScope;
}

/** A function behind routes of frames: an event in, the response frame out, before the time of the invocation is up. */
export type FrameHandler = (event: WebSocketEvent, context?: InvocationContext) => Promise<ProxyResponse>;

/**
 * A function that serves actions. It responds with status 200 always, because any other would reach the client as API
 * Gateway's own frame; only an event of another API, which has no client of ours, gets {@link REFUSED}.
 *
 * @param served - the actions of the function's routes; every other is an error
 * @throws TypeError where two serve the same action
 *
 * @example
 * ```ts
 * export const handler = frameHandler(awsPorts(process.env), [...roomActions, served]);
 * ```
 */
export function frameHandler<Ports extends FrameHandlerPorts>(
  ports: Ports,
  served: readonly Served<Ports>[],
  options?: DispatcherOptions,
): FrameHandler {
  const { logger, scope } = ports;
  const dispatch = dispatcherOf(ports, served, options);
  return async (event, context) => {
    if (isFromOtherApi(event, ports)) return REFUSED;
    const { requestContext, body = '' } = event;
    const { connectionId, requestId, routeKey, authorizer } = requestContext;
    return scope.run({ connectionId, requestId, routeKey }, async () => {
      try {
        const caller = { identity: identityOf(authorizer), connectionId };
        const { userId } = caller.identity;
        const text = await scope.run({ userId }, () => inTime(context, scope, () => dispatch(caller, body)));
        return { statusCode: 200, ...(text !== null && { body: text }) };
      } catch (error) {
        // No identity, so no caller: the authorizer and this function do not fit together. Or the time is up.
        return { statusCode: 200, body: errorText(logger, error, openEnvelope(body).correlation) };
      }
    });
  };
}
