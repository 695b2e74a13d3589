import type { DeliverySummary, Recipient } from '@serverless-ws/chat-domain';
import type { FailureReport } from './failure-report.js';
import type { Credentials } from '../signing/credentials.js';

/** Where the pages of one delivery go. */
export interface Sink<R extends Recipient> {
  /** Takes a page. The one before must have been started in full. */
  add(page: readonly R[]): void;
  /** Resolves when it can take another page. */
  ready(): Promise<void>;
  /** Resolves when everybody added is accounted for. */
  drained(): Promise<DeliverySummary>;
  /** Signs with these from now on. */
  use(credentials: Credentials): void;
  /** The deadline has come. */
  expire(): void;
}

/** Reaches nobody, as nothing can be sent at all: everybody has failed, for one reason. */
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
