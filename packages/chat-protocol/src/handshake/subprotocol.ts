/** The WebSocket subprotocol that names this protocol. The only one that a server selects. */
export const SUBPROTOCOL = 'chat.v1';

/**
 * Marks the offered subprotocol that carries the token. A JWT is base64url and dots, all of which RFC 6455 allows in
 * a subprotocol, so nothing has to be escaped.
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-4.1
 */
export const TOKEN_PREFIX = 'chat.jwt.';

/** Header, payload and signature, base64url each. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** The offer of a client that cannot set headers: the protocol, and its token beside it. */
export function subprotocolsFor(token: string): [string, string] {
  return [SUBPROTOCOL, TOKEN_PREFIX + token];
}

/**
 * The token in a `Sec-WebSocket-Protocol` header: behind {@link TOKEN_PREFIX}, or else an offered protocol that has
 * the shape of a JWT. Says nothing about its validity.
 * @param header - the header's value: a comma-separated list; `undefined` where there is none
 * @returns `null` when no token is offered
 */
export function tokenFromSubprotocols(header: string | undefined): string | null {
  const offered = offeredIn(header);
  const marked = offered.find((name) => name.startsWith(TOKEN_PREFIX) && name !== TOKEN_PREFIX);
  return marked?.slice(TOKEN_PREFIX.length) ?? offered.find((name) => JWT.test(name)) ?? null;
}

/**
 * The protocol to select: {@link SUBPROTOCOL} if it was offered, else none; never the token. Browsers and the
 * `ws` library reject a handshake that selects none of those offered, so a token is offered beside the protocol.
 * @param header - the header's value: a comma-separated list; `undefined` where there is none
 */
export function selectSubprotocol(header: string | undefined): typeof SUBPROTOCOL | null {
  return offeredIn(header).includes(SUBPROTOCOL) ? SUBPROTOCOL : null;
}

function offeredIn(header: string | undefined): string[] {
  return (header ?? '').split(',').map((name) => name.trim());
}
