import { handshakeToken } from '@serverless-ws/chat-protocol';

import { header } from '../events/header.js';
import type { AuthorizerEvent } from '../events/web-socket-event.js';

/**
 * The token of a handshake: from the `Authorization` header, raw or `Bearer`; else from the subprotocols, since
 * browsers cannot set headers; else, where a parameter is named, from the query.
 * @param queryParameter - `undefined` where tokens in the query, which end up in logs on their way, are not accepted
 * @returns `null` when there is none
 */
export function tokenOf(event: AuthorizerEvent, queryParameter: string | undefined): string | null {
  const offered = handshakeToken(header(event, 'authorization'), header(event, 'sec-websocket-protocol'));
  if (offered !== null || queryParameter === undefined) return offered;
  const parameters = event.queryStringParameters ?? {};
  return (Object.hasOwn(parameters, queryParameter) && parameters[queryParameter]) || null;
}
