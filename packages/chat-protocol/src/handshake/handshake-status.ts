import { isChatError, type ChatErrorCode } from '@serverless-ws/chat-domain';

const STATUS: Partial<Record<ChatErrorCode, number>> = {
  unauthorized: 401,
  token_expired: 401,
  forbidden: 403,
  banned: 403,
  // Its client is gone: a status for the log.
  connection_gone: 410,
  rate_limited: 429,
  too_many_connections: 429,
  unavailable: 503,
};

/**
 * The HTTP status of a rejected handshake. Clients other than browsers see it, and do not retry after a 4xx other than
 * 429; 500 is for errors of the server.
 */
export function handshakeStatus(error: unknown): number {
  return (isChatError(error) && STATUS[error.code]) || 500;
}
