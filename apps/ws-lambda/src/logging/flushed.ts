import type { LazyLogger } from './lazy-logger.js';

/** A handler that answers once what it logged is written: Lambda freezes a process that has answered, or ends it. */
export function flushed<Arguments extends readonly unknown[], Answer>(
  logger: Pick<LazyLogger, 'flush'>,
  handler: (...args: Arguments) => Promise<Answer>,
): (...args: Arguments) => Promise<Answer> {
  return async (...args) => {
    try {
      return await handler(...args);
    } finally {
      await logger.flush();
    }
  };
}
