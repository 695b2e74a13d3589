import type { AccessPolicy } from './model/access/access-policy.js';
import { LIMITS } from './model/limits.js';
import type { FloodLimits } from './model/moderation/flood-limits.js';
import type { Clock } from './ports/clock.js';
import type { ConnectionRepository } from './ports/connection-repository.js';
import type { IdGenerator } from './ports/id-generator.js';
import type { Logger } from './ports/logger.js';
import type { MessageRepository } from './ports/message-repository.js';
import type { AuditLog } from './ports/moderation/audit-log.js';
import type { RoomRulesRepository } from './ports/moderation/room-rules-repository.js';
import type { ModerationStateRepository } from './ports/moderation/moderation-state-repository.js';
import type { Authorize } from './use-cases/authorize.js';
import type { Broadcast } from './use-cases/broadcast.js';
import type { CloseConnections } from './use-cases/close-connections.js';
import type { LogWriter } from './use-cases/log/log-writer.js';
import { Admission } from './use-cases/moderation/admission.js';
import { AuditTrail } from './use-cases/moderation/audit-trail.js';
import { Ban } from './use-cases/moderation/ban.js';
import { DeleteMessage } from './use-cases/moderation/delete-message.js';
import { FloodControl } from './use-cases/moderation/flood-control.js';
import { Invite } from './use-cases/moderation/invite.js';
import { Kick } from './use-cases/moderation/kick.js';
import { Mute } from './use-cases/moderation/mute.js';
import { Sanctions } from './use-cases/moderation/sanctions.js';
import { SlowMode } from './use-cases/moderation/slow-mode.js';

/** The adapters that moderation runs on. */
export interface ModerationPorts {
  readonly moderationStates: ModerationStateRepository;
  readonly rules: RoomRulesRepository;
  readonly audit: AuditLog;
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

/** What the use cases share with the rest of the chat. */
export interface ModerationContext extends ModerationPorts {
  readonly authorize: Authorize;
  readonly closeConnections: CloseConnections;
  readonly writer: LogWriter;
  readonly broadcast: Broadcast;
  readonly policy: AccessPolicy;
  readonly connections: ConnectionRepository;
  readonly messages: MessageRepository;
  readonly clock: Clock;
  readonly ids: IdGenerator;
  readonly logger: Logger;
}

/** The use cases of moderation, wired. */
export function createModeration(context: ModerationContext, settings: ModerationSettings = {}) {
  const { connectionsPerUser, auditRetention = LIMITS.auditRetention } = settings;
  const flood = settings.flood && new FloodControl({ ...context, flood: settings.flood });
  const trail = new AuditTrail({ ...context, auditRetention });
  const sanctions = new Sanctions(context);
  const shared = { ...context, trail, sanctions, flood };
  return {
    admission: new Admission({ ...context, connectionsPerUser }),
    flood,
    trail,
    ban: new Ban(shared),
    deleteMessage: new DeleteMessage(shared),
    invite: new Invite(shared),
    kick: new Kick(shared),
    mute: new Mute(shared),
    slowMode: new SlowMode(shared),
  };
}

/** What {@link createModeration} makes. */
export type Moderation = ReturnType<typeof createModeration>;
