import {
  ChatError,
  connectOf,
  disconnectOf,
  isChatError,
  type ConnectPorts,
} from '@serverless-ws/chat-domain';
import { encode, errorFrame, handshakeStatus, selectSubprotocol } from '@serverless-ws/chat-protocol';

import { REFUSED, isFromOtherApi, type OwnApi } from '../events/other-api.js';
import { header } from '../events/header.js';
import type { ProxyResponse, WebSocketEvent } from '../events/web-socket-event.js';
import { identityOf } from '../identity/identity-context.js';
import { inTime, type InvocationContext } from '../invocation/in-time.js';
import type { RequestScope } from '../logging/request-scope.js';

/** What {@link connectionHandler} needs. */
export interface ConnectionHandlerPorts extends ConnectPorts, OwnApi {
  readonly scope: RequestScope;
}

/** `$connect` and `$disconnect`. Distinguished by the event's type, because a frame may claim to be either route. */
export function connectionHandler(ports: ConnectionHandlerPorts) {
  const { scope, logger } = ports;
  return async (event: WebSocketEvent, context?: InvocationContext): Promise<ProxyResponse> => {
    if (isFromOtherApi(event, ports)) return REFUSED;
    const { connectionId, requestId, eventType } = event.requestContext;
    return scope.run({ connectionId, requestId, eventType }, async () => {
      try {
        if (eventType === 'CONNECT') return await inTime(context, scope, () => opened(ports, event));
        if (eventType === 'DISCONNECT') return await inTime(context, scope, () => closed(ports, event));
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
async function opened(ports: ConnectionHandlerPorts, event: WebSocketEvent): Promise<ProxyResponse> {
  const { connectionId, authorizer } = event.requestContext;
  const identity = identityOf(authorizer);
  await connectOf(ports).execute({ connectionId, identity });
  ports.logger.info('connected', { userId: identity.userId });
  const protocol = selectSubprotocol(header(event, 'sec-websocket-protocol'));
  return { statusCode: 200, ...(protocol !== null && { headers: { 'Sec-WebSocket-Protocol': protocol } }) };
}

async function closed(
  ports: ConnectionHandlerPorts,
  { requestContext }: WebSocketEvent,
): Promise<ProxyResponse> {
  await disconnectOf(ports).execute(requestContext.connectionId, requestContext.connectedAt);
  ports.logger.info('disconnected', { status: requestContext.disconnectStatusCode });
  return { statusCode: 200 };
}
