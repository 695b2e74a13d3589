import type { ResponseMetadata } from '@smithy/types';
import type { RequestHandler, RequestMiddleware } from './call-stack.js';

/**
 * The SDK's retries, loaded at the first failure: few cold starts see one. From then on every call goes through them,
 * since successful calls refill the retry quota. Where they cannot be loaded, the failure is passed on.
 */
export function lazyRetries(maxAttempts: number, load = () => import('./retries.js')): RequestMiddleware {
  let retrying: RequestMiddleware | undefined;
  return (next, context) => async (args) => {
    if (retrying !== undefined) return retrying(next, context)(args);
    try {
      const result = await next(args);
      triedOnce(result.output.$metadata);
      return result;
    } catch (failure) {
      if (isRefusal(failure)) {
        triedOnce(failure.$metadata);
        throw failure;
      }
      const loaded = await load().catch(() => null);
      if (loaded === null) throw failure;
      retrying ??= loaded.retries(maxAttempts);
      return retrying(afterFailure(failure, next), context)(args);
    }
  };
}

/** The error format of the SDK's retries. */
function triedOnce(metadata: ResponseMetadata): void {
  metadata.attempts = 1;
  metadata.totalRetryDelay = 0;
}

/** Whether a write was rejected because its condition does not hold: a result, not a failure. */
function isRefusal(failure: unknown): failure is Error & { readonly $metadata: ResponseMetadata } {
  return (
    failure instanceof Error && failure.name === 'ConditionalCheckFailedException' && '$metadata' in failure
  );
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
