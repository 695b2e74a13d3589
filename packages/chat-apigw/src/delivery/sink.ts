import type { DeliverySummary, Recipient } from '@serverless-ws/chat-domain';
import type { FailureReport } from './failure-report.js';
import type { Credentials } from '../signing/credentials.js';

/** Receives the pages of one delivery. */
export interface Sink<R extends Recipient> {
  /** Accepts a page. The one before must have been started in full. */
  add(page: readonly R[]): void;
  /** Resolves when it is ready for another page. */
  ready(): Promise<void>;
  /** Resolves when every added recipient has a result. No page is added any more. */
  drained(): Promise<DeliverySummary>;
  /** Replaces the credentials for further posts. */
  use(credentials: Credentials): void;
  /** The deadline has passed. */
  expire(): void;
}

/** Fails every recipient for one reason, when nothing can be sent at all. */
export function closedSink<R extends Recipient>(
  reason: string,
  report: FailureReport<R>,
  cause?: unknown,
): Sink<R> {
  let failed = 0;
  return {
    add(page) {
      failed += page.length;
      for (const recipient of page) report.add({ recipient, outcome: 'failed', reason }, cause);
    },
    ready: () => Promise.resolve(),
    drained: () => Promise.resolve({ delivered: 0, gone: 0, failed }),
    use: () => undefined,
    expire: () => undefined,
  };
}
