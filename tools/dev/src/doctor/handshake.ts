import { WebSocket } from 'ws';

/** Milliseconds in which a handshake is answered: API Gateway waits for an authorizer no longer. */
const PATIENCE = 30_000;

/**
 * Knocks at a chat: resolves to the HTTP status of the handshake, 101 where it lets in.
 * @throws Error of the network
 */
export function handshake(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const socket = new WebSocket(url, { headers: { ...headers }, handshakeTimeout: PATIENCE });
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.close();
      resolve(101);
    });
    socket.once('unexpected-response', (request, { statusCode = 0 }) => {
      request.destroy();
      resolve(statusCode);
    });
    socket.on('error', reject);
  });
}

/** A token that is well-formed, in time, and signed with no key that a chat knows. */
export function strangersToken(algorithm: string): string {
  const now = Math.floor(Date.now() / 1_000);
  const parts = [
    { alg: algorithm, typ: 'JWT', kid: 'doctor' },
    { sub: 'doctor', name: 'doctor', iat: now, exp: now + 60 },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return [...parts, Buffer.alloc(algorithm === 'HS256' ? 32 : 256, 7).toString('base64url')].join('.');
}
