import { retryMiddleware, StandardRetryStrategy } from '@smithy/core/retry';
import type { RequestMiddleware } from './call-stack.js';

/** The SDK's standard retries. All calls share one retry quota. */
export function retries(maxAttempts: number): RequestMiddleware {
  const strategy = new StandardRetryStrategy(maxAttempts);
  return retryMiddleware({ maxAttempts: async () => maxAttempts, retryStrategy: async () => strategy });
}
