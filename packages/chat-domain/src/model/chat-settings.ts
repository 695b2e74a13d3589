import type { AccessPolicy } from './access/access-policy.js';
import type { RoomKind } from './access/room-kind.js';
import type { FloodLimits } from './moderation/flood-limits.js';
import type { FrameLimits } from './moderation/frame-limits.js';

/** What an operator may choose. */
export interface ChatSettings extends ModerationSettings {
  /** Who may do what; `defaultAccessPolicy` when absent. */
  readonly policy?: AccessPolicy | undefined;
  /** How long a message is kept, in milliseconds: at least a day, 30 days when absent. */
  readonly retention?: number | undefined;
  /** Users of a room up to which its members are told who comes and goes; they are not when absent, or 0. */
  readonly presenceHints?: number | undefined;
  /** How long an inline broadcast may take in total, in milliseconds; 5,000 when absent. */
  readonly broadcastDeadline?: number | undefined;
  /** How long a worker retries single clients after everybody was tried once, in milliseconds; 1,000 when absent. */
  readonly workerTail?: number | undefined;
  /**
   * Kinds of rooms in which a message that could not be reviewed is refused, in a chat that has a review; in all others it is
   * accepted.
   */
  readonly reviewRequired?: readonly RoomKind[] | undefined;
  /** Kinds of rooms whose entries become events, in a chat that has a queue for that; `lobby` and `public` when absent. */
  readonly eventsFrom?: readonly RoomKind[] | undefined;
  /** Members from which on a room is batched when it is busy, in a chat that has a queue for that; 50 when absent. */
  readonly batchFrom?: number | undefined;
}

/** What an operator may choose about moderation. */
export interface ModerationSettings {
  /** How much a user may send. Off when absent: then nothing is written, and mutes and slow mode have no effect. */
  readonly flood?: FloodLimits | undefined;
  /** How many frames a user may send, of all kinds. Any number when absent. */
  readonly frames?: FrameLimits | undefined;
  /**
   * Members from which on a room is crowded, and sending to it takes the access `sendToCrowd` besides: that of
   * moderators and admins, unless the policy says otherwise. No room is crowded when absent.
   */
  readonly crowdedFrom?: number | undefined;
  /** Connections that one user may hold; any number when absent. */
  readonly connectionsPerUser?: number | undefined;
  /** How long audit records are kept, in milliseconds; a year when absent. */
  readonly auditRetention?: number | undefined;
}
