import { LateLogger } from '../logging/late-logger.js';
import type { RequestScope } from '../logging/request-scope.js';

/** A logger that is loaded when it is first needed: for functions that write a line only when something is wrong. */
export function lateLoggerOf(scope: RequestScope): LateLogger {
  return new LateLogger(async () => {
    const { loggerOf } = await import('./logger.js');
    return loggerOf(scope);
  });
}
