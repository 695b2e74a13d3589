import type { AccessPolicy } from './access/access-policy.js';
import type { FloodLimits } from './moderation/flood-limits.js';

/** What an operator may choose. */
export interface ChatSettings extends ModerationSettings {
  /** Who may do what; `defaultAccessPolicy` when absent. */
  readonly policy?: AccessPolicy | undefined;
  /** How long a message is kept, in milliseconds: at least a day, 30 days when absent. */
  readonly retention?: number | undefined;
  /** How long an inline broadcast may take in total, in milliseconds; 5,000 when absent. */
  readonly broadcastDeadline?: number | undefined;
}

/** What an operator may choose about moderation. */
export interface ModerationSettings {
  /** How much a user may send. Off when absent: then nothing is written, and mutes and slow mode have no effect. */
  readonly flood?: FloodLimits | undefined;
  /** Connections that one user may hold; any number when absent. */
  readonly connectionsPerUser?: number | undefined;
  /** How long audit records are kept, in milliseconds; a year when absent. */
  readonly auditRetention?: number | undefined;
}
