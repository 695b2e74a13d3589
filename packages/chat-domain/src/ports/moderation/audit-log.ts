import type { AuditRecord } from '../../model/moderation/audit-record.js';

/** Keeps who decided what. */
export interface AuditLog {
  /**
   * Keeps a record until its `expiresAt`. MUST NOT change or lose one that it has taken, and MUST be safe to repeat.
   * Rejects when the record is not safe; any rejection that is not a `ChatError` counts as `unavailable`.
   */
  record(record: AuditRecord): Promise<void>;
}
