import type { ServerResponse } from 'node:http';
import { newConnectionId } from '../connections/connection-id.js';

/** A response of the `@connections` API. */
export interface ManagementResponse {
  readonly status: number;
  /** The value of `x-amzn-ErrorType`, from which the SDKs derive the exception's name. */
  readonly errorType?: string;
  /** The JSON body; none where absent. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The constant responses. The body of a 410 is empty on AWS: the SDK says `GoneException: 410`. */
export const responses = {
  posted: { status: 200 },
  deleted: { status: 204 },
  badRequest: { status: 400, errorType: 'BadRequestException', body: { message: 'Bad Request' } },
  forbidden: { status: 403, errorType: 'ForbiddenException', body: { message: 'Forbidden' } },
  gone: { status: 410, errorType: 'GoneException' },
  tooLarge: {
    status: 413,
    errorType: 'PayloadTooLargeException',
    body: { message: 'Message payload is larger than 128 KB' },
  },
  throttled: { status: 429, errorType: 'LimitExceededException', body: { message: 'Too Many Requests' } },
  failed: {
    status: 500,
    errorType: 'InternalServerErrorException',
    body: { message: 'Internal server error' },
  },
} as const satisfies Record<string, ManagementResponse>;

/** 400 for an id that AWS cannot have issued. */
export function invalidConnectionId(id: string): ManagementResponse {
  return { status: 400, errorType: 'BadRequestException', body: { message: `Invalid connectionId: ${id}` } };
}

/** 403 for a call that no policy of the caller allows. */
export function notAuthorized(resource: string): ManagementResponse {
  const message = `User is not authorized to perform: execute-api:ManageConnections on resource: ${resource}`;
  return { status: 403, errorType: 'AccessDeniedException', body: { message } };
}

/** Writes a response with AWS's headers. */
export function writeResponse(
  response: ServerResponse,
  { status, errorType, body }: ManagementResponse,
): void {
  const text = body ? JSON.stringify(body) : '';
  response.setHeader('x-amzn-RequestId', newConnectionId());
  if (errorType) response.setHeader('x-amzn-ErrorType', errorType);
  if (body) response.setHeader('Content-Type', 'application/json');
  if (status !== 204) response.setHeader('Content-Length', Buffer.byteLength(text));
  response.writeHead(status).end(text);
}
