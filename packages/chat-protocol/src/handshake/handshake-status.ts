import { isChatError, type ChatErrorCode } from '@serverless-ws/chat-domain';

const STATUS: Partial<Record<ChatErrorCode, number>> = {
  unauthorized: 401,
  token_expired: 401,
  forbidden: 403,
  banned: 403,
  rate_limited: 429,
  too_many_connections: 429,
  unavailable: 503,
};

/**
 * The HTTP status that refuses a handshake. Clients that are no browsers see it, and stay away after a 4xx but 429; 500 is for
 * whatever went wrong on our side.
 */
export function handshakeStatus(error: unknown): number {
  return (isChatError(error) && STATUS[error.code]) || 500;
}
