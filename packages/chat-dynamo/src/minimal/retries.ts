import { retryMiddleware, StandardRetryStrategy } from '@smithy/core/retry';
import type { Attempt } from './json-call.js';

/** The SDK's standard retries. All calls share one retry quota. */
export function retries(maxAttempts: number): (attempt: Attempt) => Attempt {
  const strategy = new StandardRetryStrategy(maxAttempts);
  const middleware = retryMiddleware({
    maxAttempts: async () => maxAttempts,
    retryStrategy: async () => strategy,
  });
  return (attempt) => async (request) => {
    // The middleware adds its headers to the request itself.
    const next = async () => ({ response: undefined, output: await attempt(request) });
    const { output } = await middleware(next, {})({ input: undefined, request });
    return output;
  };
}
