import { tokenFromSubprotocols } from './subprotocol.js';

const BEARER = /^Bearer +(?=\S)/i;

/**
 * The token of a handshake: from the `Authorization` header, raw or `Bearer`; else from the subprotocols, since
 * browsers cannot set headers. Says nothing about its validity.
 *
 * @param authorization - the value of the header `Authorization`; `undefined` where there is none
 * @param subprotocols - the value of the header `Sec-WebSocket-Protocol`; `undefined` where there is none
 * @returns `null` when there is no token
 */
export function handshakeToken(
  authorization: string | undefined,
  subprotocols: string | undefined,
): string | null {
  const header = authorization?.trim() ?? '';
  return header === '' ? tokenFromSubprotocols(subprotocols) : header.replace(BEARER, '');
}
