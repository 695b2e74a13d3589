import type { RequestHandler, RequestMiddleware } from './call-stack.js';

/**
 * The SDK's retries, loaded at the first failure: few cold starts see one. From then on every call goes through them,
 * since calls that succeed earn back what retries have cost.
 */
export function lateRetries(maxAttempts: number): RequestMiddleware {
  let loading: Promise<RequestMiddleware> | undefined;
  return (next, context) => async (args) => {
    if (loading !== undefined) return (await loading)(next, context)(args);
    try {
      return await next(args);
    } catch (failure) {
      if (isRefusal(failure)) throw failure;
      loading ??= import('./retries.js').then(({ retries }) => retries(maxAttempts));
      return (await loading)(afterFailure(failure, next), context)(args);
    }
  };
}

/** Whether the store was asked to write only if, and the condition does not hold: an answer, not a failure. */
function isRefusal(failure: unknown): boolean {
  return failure instanceof Error && failure.name === 'ConditionalCheckFailedException';
}

/** A call whose first try has been made, and has failed. */
function afterFailure(failure: unknown, next: RequestHandler): RequestHandler {
  let told = false;
  return async (args) => {
    if (told) return next(args);
    told = true;
    throw failure;
  };
}
