import type { HttpResponse } from '@smithy/core/transport';

/** An error with the service's name for it, and the fields that the SDK's retries read. */
export function serviceError(
  response: HttpResponse,
  { __type: type, message, Message: text = message }: Readonly<Record<string, unknown>>,
): Error {
  const name = typeof type === 'string' ? type.replace(/^.*#/, '') : 'UnknownError';
  const error = new Error(typeof text === 'string' ? text : `DynamoDB responded with ${response.statusCode}`);
  // A success status with a truncated body is a network error.
  const transient = response.statusCode === 200 ? { $retryable: {} } : {};
  Object.assign(error, { name, ...transient, $metadata: { httpStatusCode: response.statusCode } });
  // Retries look here for Retry-After; it must not appear in a log.
  return Object.defineProperty(error, '$response', { value: response, enumerable: false });
}
