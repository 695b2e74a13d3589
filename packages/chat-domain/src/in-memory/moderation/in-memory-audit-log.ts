import type { AuditRecord } from '../../model/moderation/audit-record.js';
import type { AuditLog } from '../../ports/moderation/audit-log.js';

/** Audit records in a map. For tests, and for servers of one process. */
export class InMemoryAuditLog implements AuditLog {
  readonly #records = new Map<string, AuditRecord>();

  /** What was recorded, in order. */
  get records(): readonly AuditRecord[] {
    return [...this.#records.values()];
  }

  async record(record: AuditRecord): Promise<void> {
    if (!this.#records.has(record.id))
      this.#records.set(record.id, { ...record, actor: { ...record.actor } });
  }
}
