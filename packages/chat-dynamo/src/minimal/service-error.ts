import type { HttpResponse } from '@smithy/core/transport';

/** An error by its name with the service, and what retries go by. */
export function serviceError(
  response: HttpResponse,
  { __type: type, message, Message: text = message }: Readonly<Record<string, unknown>>,
): Error {
  const name = typeof type === 'string' ? type.replace(/^.*#/, '') : 'UnknownError';
  const error = new Error(typeof text === 'string' ? text : `DynamoDB answered ${response.statusCode}`);
  // An answer that is whole by its status and cut by its body is the network's fault.
  const transient = response.statusCode === 200 ? { $retryable: {} } : {};
  Object.assign(error, { name, ...transient, $metadata: { httpStatusCode: response.statusCode } });
  // Retries look here for Retry-After; no log shall.
  return Object.defineProperty(error, '$response', { value: response, enumerable: false });
}
