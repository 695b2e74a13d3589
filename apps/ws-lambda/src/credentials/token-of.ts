import { tokenFromSubprotocols } from '@serverless-ws/chat-protocol';

import { header } from '../events/header.js';
import type { AuthorizerEvent } from '../events/web-socket-event.js';

const BEARER = /^Bearer +(?=\S)/i;

/**
 * The token of a handshake: from the `Authorization` header, raw or `Bearer`; else from the subprotocols, since
 * browsers cannot set headers; else, where a parameter is named, from the query.
 * @param queryParameter - `undefined` where tokens in the query, which end up in logs on their way, are not wanted
 * @returns `null` when there is none
 */
export function tokenOf(event: AuthorizerEvent, queryParameter: string | undefined): string | null {
  const authorization = header(event, 'authorization')?.trim() ?? '';
  if (authorization !== '') return authorization.replace(BEARER, '');
  const offered = tokenFromSubprotocols(header(event, 'sec-websocket-protocol'));
  if (offered !== null || queryParameter === undefined) return offered;
  const parameters = event.queryStringParameters ?? {};
  return (Object.hasOwn(parameters, queryParameter) && parameters[queryParameter]) || null;
}
