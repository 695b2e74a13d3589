import type { LazyLogger } from './lazy-logger.js';

/** A handler that returns once its log lines are written: Lambda freezes or ends a process that has responded. */
export function flushed<Arguments extends readonly unknown[], Result>(
  logger: Pick<LazyLogger, 'flush'>,
  handler: (...args: Arguments) => Promise<Result>,
): (...args: Arguments) => Promise<Result> {
  return async (...args) => {
    try {
      return await handler(...args);
    } finally {
      await logger.flush();
    }
  };
}
