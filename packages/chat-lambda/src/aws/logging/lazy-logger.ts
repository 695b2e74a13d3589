import { LazyLogger } from '../../logging/lazy-logger.js';
import type { RequestScope } from '../../logging/request-scope.js';

/** A logger that is loaded when it is first needed: for functions that write a line only when something is wrong. */
export function lazyLoggerOf(scope: RequestScope): LazyLogger {
  return new LazyLogger(async () => {
    const { loggerOf } = await import('./logger.js');
    return loggerOf(scope);
  });
}
