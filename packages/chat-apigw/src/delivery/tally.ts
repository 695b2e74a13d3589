import type { DeliverySummary, Recipient, StalledRecipients } from '@serverless-ws/chat-domain';
import type { FailureReport } from './failure-report.js';

/** Counts the outcomes of one delivery, reports who was not reached, and remembers who stalled. */
export class Tally<R extends Recipient> {
  #delivered = 0;
  #gone = 0;
  #failed = 0;
  readonly #report: FailureReport<R>;
  readonly #stalled: StalledRecipients;

  constructor(report: FailureReport<R>, stalled: StalledRecipients) {
    this.#report = report;
    this.#stalled = stalled;
  }

  get delivered(): number {
    return this.#delivered;
  }

  get summary(): DeliverySummary {
    return { delivered: this.#delivered, gone: this.#gone, failed: this.#failed };
  }

  /** The gateway has accepted the recipient's message. */
  reach(recipient: R): void {
    this.#delivered += 1;
    this.#report.reach();
    this.#stalled.delete(recipient.connectionId);
  }

  /** The connection does not exist. */
  lose(recipient: R, reason: string): void {
    this.#gone += 1;
    this.#stalled.delete(recipient.connectionId);
    this.#report.add({ recipient, outcome: 'gone', reason });
  }

  /** No try has reached the recipient, and none follows. */
  fail(recipient: R, reason: string): void {
    this.#failed += 1;
    this.#report.add({ recipient, outcome: 'failed', reason });
  }

  /** The same, after transient failures: where others are reached, it is the recipient that stalls. */
  stall(recipient: R, reason: string): void {
    if (this.#delivered > 0) this.#stalled.add(recipient.connectionId);
    this.fail(recipient, reason);
  }
}
