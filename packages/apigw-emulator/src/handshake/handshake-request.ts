import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { newConnectionId } from '../connections/connection-id.js';
import type { Connection } from '../connections/connection.js';
import type { HandshakeMaps } from '../events/event-factory.js';
import { headerMaps } from '../events/header-maps.js';
import { queryMaps } from '../events/query-maps.js';

/** The data of a future connection, from its request. */
export function introduce(request: IncomingMessage, now: number): Connection {
  const userAgent = request.headers['user-agent'];
  const identity = { sourceIp: sourceIp(request), ...(userAgent === undefined ? {} : { userAgent }) };
  return { id: newConnectionId(), connectedAt: now, identity };
}

/** Headers and query of the request, with the headers that API Gateway adds. */
export function handshakeMaps(request: IncomingMessage, now: number): HandshakeMaps {
  const query = (request.url ?? '').split('?').slice(1).join('?');
  const added = [
    ['X-Amzn-Trace-Id', `Root=1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString('hex')}`],
    ['X-Forwarded-For', sourceIp(request)],
    ['X-Forwarded-Port', String(request.socket.localPort ?? '')],
    ['X-Forwarded-Proto', 'http'],
  ];
  return {
    ...headerMaps([...request.rawHeaders, ...added.flat()]),
    ...queryMaps(new URLSearchParams(query)),
  };
}

/** The client's address; IPv4 in its own form also on a dual-stack socket. */
export function sourceIp(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}
