import { ChatError, isChatError, type Connect, type Disconnect } from '@serverless-ws/chat-domain';
import { encode, errorFrame, handshakeStatus, selectSubprotocol } from '@serverless-ws/chat-protocol';

import { REFUSED, isFromOtherApi, type OwnApi } from '../events/other-api.js';
import { header } from '../events/header.js';
import type { ProxyResponse, WebSocketEvent } from '../events/web-socket-event.js';
import { identityOf } from '../identity/identity-context.js';
import type { RequestScope } from '../logging/request-scope.js';

/** What {@link connectionHandler} needs. */
export interface ConnectionHandlerDependencies extends OwnApi {
  readonly connect: Connect;
  readonly disconnect: Disconnect;
  readonly scope: RequestScope;
}

/** `$connect` and `$disconnect`. Distinguished by the event's type, because a frame may claim to be either route. */
export function connectionHandler(dependencies: ConnectionHandlerDependencies) {
  const { scope, logger } = dependencies;
  return async (event: WebSocketEvent): Promise<ProxyResponse> => {
    if (isFromOtherApi(event, dependencies)) return REFUSED;
    const { connectionId, requestId, eventType } = event.requestContext;
    return scope.run({ connectionId, requestId, eventType }, async () => {
      try {
        if (eventType === 'CONNECT') return await opened(dependencies, event);
        if (eventType === 'DISCONNECT') return await closed(dependencies, event);
        return {
          statusCode: 200,
          body: encode(errorFrame(new ChatError('bad_request', 'This route takes no frames.'))),
        };
      } catch (error) {
        const statusCode = handshakeStatus(error);
        // A rejected user is not an error of the server.
        if (isChatError(error) && statusCode < 500) logger.info('refused', { code: error.code });
        else logger.error('failed', error);
        return { statusCode };
      }
    });
  };
}

/** Nothing is posted to the connection here: until this returns, API Gateway responds 410. */
async function opened(
  { connect, logger }: ConnectionHandlerDependencies,
  event: WebSocketEvent,
): Promise<ProxyResponse> {
  const { connectionId, authorizer } = event.requestContext;
  const identity = identityOf(authorizer);
  await connect.execute({ connectionId, identity });
  logger.info('connected', { userId: identity.userId });
  const protocol = selectSubprotocol(header(event, 'sec-websocket-protocol'));
  return { statusCode: 200, ...(protocol !== null && { headers: { 'Sec-WebSocket-Protocol': protocol } }) };
}

async function closed(
  { disconnect, logger }: ConnectionHandlerDependencies,
  { requestContext }: WebSocketEvent,
): Promise<ProxyResponse> {
  await disconnect.execute(requestContext.connectionId);
  logger.info('disconnected', { status: requestContext.disconnectStatusCode });
  return { statusCode: 200 };
}
