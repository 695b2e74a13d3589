import { personOf, type Identity } from '../../model/identity.js';
import type { AuditRecord } from '../../model/moderation/audit-record.js';
import type { Clock } from '../../ports/clock.js';
import type { IdGenerator } from '../../ports/id-generator.js';
import type { AuditLog } from '../../ports/moderation/audit-log.js';
import { LIMITS } from '../../model/limits.js';
import type { ModeratedChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';

/** What {@link AuditTrail} needs. */
export interface AuditTrailDependencies {
  readonly audit: AuditLog;
  readonly ids: IdGenerator;
  readonly clock: Clock;
  /** How long a record is kept, in milliseconds. */
  readonly auditRetention: number;
}

/** What a record is about. */
export type Decision = Omit<AuditRecord, 'id' | 'at' | 'actor' | 'expiresAt'>;

/**
 * Records a decision before it is carried out, so that none is ever carried out without a record. One that then fails
 * has left a record too.
 */
export class AuditTrail {
  readonly #dependencies: AuditTrailDependencies;

  constructor(dependencies: AuditTrailDependencies) {
    this.#dependencies = dependencies;
  }

  /** Rejects when the record is not safe; the decision must not be carried out then. */
  async record(identity: Identity, decision: Decision): Promise<void> {
    const { audit, ids, clock, auditRetention } = this.#dependencies;
    const at = clock.now();
    const actor = personOf(identity);
    await audit.record({ id: ids.next(), at, actor, ...decision, expiresAt: at + auditRetention });
  }
}

/** What {@link auditTrailOf} takes. */
export type AuditTrailPorts = Pick<ModeratedChatPorts, 'ids' | 'clock' | 'moderation' | 'settings'>;

/** The {@link AuditTrail} of a chat. */
export const auditTrailOf = perPorts(
  ({ moderation, settings, ids, clock }: AuditTrailPorts) =>
    new AuditTrail({
      audit: moderation.audit,
      ids,
      clock,
      auditRetention: settings?.auditRetention ?? LIMITS.auditRetention,
    }),
);
