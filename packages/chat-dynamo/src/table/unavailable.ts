import { ChatError, isChatError } from '@serverless-ws/chat-domain';

/** Retryable 400s. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const PASSING = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
]);

/**
 * The error of a failed call for the domain: `unavailable`, with its cause, where the same call may succeed later
 * (throttling, server errors, timeouts, resets). An error that no retry fixes, such as a missing table or permission,
 * stays as it is, so that the log names it.
 */
export function translated(error: unknown): unknown {
  if (isChatError(error) || !mayPass(error)) return error;
  return new ChatError('unavailable', 'The store does not respond.', { cause: error });
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = statusOf(error);
  // No status: no response arrived; 200: it was truncated. A TypeError is a bug here, not a network error.
  if (status === undefined || status === 200)
    return !(error instanceof TypeError) && error.name !== 'ValidationException';
  return status >= 500 || status === 429 || PASSING.has(error.name);
}

function statusOf(error: Error): number | undefined {
  if (!('$metadata' in error)) return undefined;
  const metadata: unknown = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
