import type { Clock } from '../../ports/clock.js';
import type { ReportedMessage, ReportedMessages } from '../../ports/moderation/reported-messages.js';

/** Reported messages in a map. For tests, and for servers of one process. */
export class InMemoryReportedMessages implements ReportedMessages {
  readonly #reports = new Map<string, ReportedMessage>();

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async record(report: ReportedMessage): Promise<void> {
    this.#reports.set(report.messageId, { ...report });
  }

  async find(messageId: string): Promise<ReportedMessage | null> {
    const report = this.#reports.get(messageId);
    return report !== undefined && report.expiresAt > this.#clock.now() ? report : null;
  }
}
