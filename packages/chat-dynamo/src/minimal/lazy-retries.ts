import type { ResponseMetadata } from '@smithy/types';
import type { Attempt } from './json-call.js';

/** An attempt, with retries. */
export type Retrying = (attempt: Attempt) => Attempt;

/**
 * The SDK's retries, loaded at the first failure: few cold starts see one. From then on every call goes through them,
 * since successful calls refill the retry quota. Where they cannot be loaded, the failure is passed on.
 */
export function lazyRetries(maxAttempts: number, load = () => import('./retries.js')): Retrying {
  let retrying: Retrying | undefined;
  return (attempt) => async (request) => {
    if (retrying !== undefined) return retrying(attempt)(request);
    try {
      const output = await attempt(request);
      triedOnce(output.$metadata);
      return output;
    } catch (failure) {
      if (isRefusal(failure)) {
        triedOnce(failure.$metadata);
        throw failure;
      }
      const loaded = await load().catch(() => null);
      if (loaded === null) throw failure;
      retrying ??= loaded.retries(maxAttempts);
      return retrying(afterFailure(failure, attempt))(request);
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

/** An attempt that has been made once, and has failed. */
function afterFailure(failure: unknown, attempt: Attempt): Attempt {
  let told = false;
  return async (request) => {
    if (told) return attempt(request);
    told = true;
    throw failure;
  };
}
