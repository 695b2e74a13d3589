import { subjectId, until } from '../../model/moderation/moderation-fields.js';
import { LOBBY } from '../../model/room-name.js';
import type { Clock } from '../../ports/clock.js';
import type { ModerationStateRepository } from '../../ports/moderation/moderation-state-repository.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { sanctionNotificationsOf, type SanctionNotifications } from '../events/sanction-notifications.js';
import { auditTrailOf, type AuditTrail } from './audit-trail.js';
import { floodControlOf, requireFloodControl, type FloodControl } from './flood-control.js';
import { sanctionsOf, type Sanctions } from './sanctions.js';
import type { ModeratedChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';

/** What {@link Mute} needs. */
export interface MuteDependencies {
  readonly authorize: Authorize;
  readonly sanctions: Sanctions;
  readonly moderationStates: Pick<ModerationStateRepository, 'find' | 'sanction'>;
  readonly trail: AuditTrail;
  /** Enforces the mute, which counts as a message; without it, the command is rejected. */
  readonly flood: FloodControl | undefined;
  readonly clock: Clock;
  /** Without it no sanction becomes an event. */
  readonly notifications?: Pick<SanctionNotifications, 'enqueue'> | undefined;
}

/** Input of {@link Mute}. */
export interface MuteCommand extends Caller {
  readonly userId: string;
  /** Epoch milliseconds; ten years from now when absent. A time that has passed lifts the mute. */
  readonly until?: number | undefined;
}

/** Lets a user read but not send, in any room, until a given time. The write of flood control enforces it. */
export class Mute {
  readonly #dependencies: MuteDependencies;

  constructor(dependencies: MuteDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `bad_request`, `forbidden`, … */
  async execute(command: MuteCommand): Promise<void> {
    const { authorize, sanctions, moderationStates, trail, clock, flood, notifications } = this.#dependencies;
    const userId = subjectId(command.userId);
    const mutedUntil = until(command.until, clock.now());
    await authorize.execute(command, 'mute', LOBBY);
    requireFloodControl(flood);
    await sanctions.requireNotExempt(userId);
    const known = (await moderationStates.find(userId))?.mutedUntil ?? 0;
    if (!sanctions.changes(known, mutedUntil)) return;
    await flood.count(command);
    await trail.record(command.identity, { action: 'mute', userId, until: mutedUntil });
    await moderationStates.sanction(userId, { mutedUntil });
    await notifications?.enqueue(command.identity, { type: 'mute', userId, until: mutedUntil });
  }
}

/** The {@link Mute} of a chat. */
export const muteOf = perPorts(
  (ports: ModeratedChatPorts) =>
    new Mute({
      ...ports,
      ...ports.moderation,
      authorize: authorizeOf(ports),
      trail: auditTrailOf(ports),
      notifications: sanctionNotificationsOf(ports),
      sanctions: sanctionsOf(ports),
      flood: floodControlOf(ports),
    }),
);
