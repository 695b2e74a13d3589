import { retryMiddleware, StandardRetryStrategy } from '@smithy/core/retry';
import type { RequestMiddleware } from './call-stack.js';

/** The SDK's standard retries. What they may cost is shared by all calls. */
export function retries(maxAttempts: number): RequestMiddleware {
  const strategy = new StandardRetryStrategy(maxAttempts);
  return retryMiddleware({ maxAttempts: async () => maxAttempts, retryStrategy: async () => strategy });
}
