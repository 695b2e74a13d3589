import type { Logger } from '@serverless-ws/chat-domain';

/** A logger that may hold lines back for a while. */
export interface FlushableLogger extends Logger {
  /** Resolves once all that was logged is written, or could not be. */
  flush(): Promise<void>;
}

/** A handler that returns once its log lines are written: Lambda freezes or ends a process that has responded. */
export function flushed<Arguments extends readonly unknown[], Result>(
  logger: Pick<FlushableLogger, 'flush'>,
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
