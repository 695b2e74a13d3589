import type { AuditRecord } from '../../model/moderation/audit-record.js';

/** Stores who decided what. */
export interface AuditLog {
  /**
   * Keeps a record until its `expiresAt`. MUST NOT change or lose a stored record, and MUST be safe to repeat.
   * Rejects when the record is not stored; any rejection that is not a `ChatError` counts as `unavailable`.
   */
  record(record: AuditRecord): Promise<void>;
}
