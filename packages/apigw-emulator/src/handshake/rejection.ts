import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { newConnectionId } from '../connections/connection-id.js';

/** The response to a rejected handshake. */
export interface Rejection {
  readonly status: number;
  /** The value of `x-amzn-ErrorType`. */
  readonly errorType?: string;
  /** The JSON body; none where absent. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The gateway's own error responses to a handshake; bodies and error types as seen on AWS. */
export const rejections = {
  badRequest: { status: 400, errorType: 'BadRequestException', body: { message: 'Bad Request' } },
  unauthorized: { status: 401, errorType: 'UnauthorizedException', body: { message: 'Unauthorized' } },
  forbidden: { status: 403, errorType: 'ForbiddenException', body: { message: 'Forbidden' } },
  denied: {
    status: 403,
    errorType: 'AccessDeniedException',
    body: { Message: 'User is not authorized to access this resource' },
  },
  explicitlyDenied: {
    status: 403,
    errorType: 'AccessDeniedException',
    body: { Message: 'User is not authorized to access this resource with an explicit deny' },
  },
  uriTooLong: { status: 414, errorType: 'RequestURITooLongException', body: { message: 'URI Too Long' } },
  tooManyRequests: {
    status: 429,
    errorType: 'TooManyRequestsException',
    body: { message: 'Too Many Requests' },
  },
  authorizerFailed: { status: 500, errorType: 'AuthorizerConfigurationException', body: { message: null } },
  badGateway: {
    status: 502,
    errorType: 'InternalServerErrorException',
    body: { message: 'Internal server error' },
  },
  gatewayTimeout: {
    status: 504,
    errorType: 'InternalServerErrorException',
    body: { message: 'Endpoint request timed out' },
  },
} as const satisfies Record<string, Rejection>;

/** Writes the error response to the raw socket and ends it. */
export function reject(socket: Duplex, rejection: Rejection): void {
  if (socket.destroyed || !socket.writable) return;
  const body = rejection.body ? JSON.stringify(rejection.body) : '';
  const head = [
    `HTTP/1.1 ${rejection.status} ${STATUS_CODES[rejection.status] ?? 'Unknown'}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `x-amzn-RequestId: ${newConnectionId()}`,
    ...(rejection.errorType ? [`x-amzn-ErrorType: ${rejection.errorType}`] : []),
    'Connection: close',
  ];
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
