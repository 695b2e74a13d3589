import type { AuditLog, AuditRecord } from '@serverless-ws/chat-domain';
import { auditItem } from './items/audit-item.js';
import type { ChatTable } from './table/chat-table.js';
import { putIf } from './table/chat-table.js';

/**
 * Audit records, one partition a day (UTC): `aws dynamodb query` with `PK = A#2026-11-22` lists one. Rejects with
 * `ChatError` `unavailable` when DynamoDB does not respond.
 */
export class DynamoAuditLog implements AuditLog {
  readonly #table: ChatTable;

  constructor(table: ChatTable) {
    this.#table = table;
  }

  async record(record: AuditRecord): Promise<void> {
    // The condition failed: the record exists already.
    await putIf(this.#table, auditItem(record), { expression: 'attribute_not_exists(PK)' });
  }
}
