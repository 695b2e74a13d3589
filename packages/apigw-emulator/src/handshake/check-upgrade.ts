import type { IncomingMessage } from 'node:http';
import { rejections, type Rejection } from './rejection.js';

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Validates a handshake before anything is invoked for it, as strictly as RFC 6455, section 4.2.1, so that no
 * `$connect` runs for a client that cannot be upgraded afterwards.
 */
export function checkUpgrade(
  request: IncomingMessage,
  stage: string,
  urlLength: number,
): Rejection | undefined {
  const url = request.url ?? '';
  if (url.length > urlLength) return rejections.uriTooLong;
  if (!isStagePath(url, stage)) return rejections.forbidden;
  const { upgrade, 'sec-websocket-key': key, 'sec-websocket-version': version } = request.headers;
  if (request.method !== 'GET' || upgrade?.toLowerCase() !== 'websocket') return rejections.badRequest;
  if (version !== '13' || !/^[+/0-9A-Za-z]{22}==$/.test(key ?? '')) return rejections.badRequest;
  if (hasBody(request)) return rejections.badRequest;
  const offered = request.headers['sec-websocket-protocol'];
  return offered === undefined || isProtocolList(offered) ? undefined : rejections.badRequest;
}

/** The path must be the stage alone: `/local` or `/local/`. */
function isStagePath(url: string, stage: string): boolean {
  const path = url.split('?', 1)[0];
  return path === `/${stage}` || path === `/${stage}/`;
}

/** Frames follow the handshake, so it has no body. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
}

/** Tokens without duplicates. */
function isProtocolList(header: string): boolean {
  const protocols = header.split(',').map((protocol) => protocol.trim());
  return protocols.every((protocol) => token.test(protocol)) && new Set(protocols).size === protocols.length;
}

/** Whether a `$connect` response may name this as the subprotocol. */
export function isProtocol(name: string): boolean {
  return token.test(name);
}
