import { subjectId, until } from '../../model/moderation/moderation-fields.js';
import { LOBBY } from '../../model/room-name.js';
import type { Clock } from '../../ports/clock.js';
import type { ModerationStateRepository } from '../../ports/moderation/moderation-state-repository.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { sanctionNotificationsOf, type SanctionNotifications } from '../events/sanction-notifications.js';
import { auditTrailOf, type AuditTrail } from './audit-trail.js';
import { floodControlOf, type FloodControl } from './flood-control.js';
import { sanctionsOf, type Sanctions } from './sanctions.js';
import type { ModeratedChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';

/** What {@link Ban} needs. */
export interface BanDependencies {
  readonly authorize: Authorize;
  readonly sanctions: Sanctions;
  readonly moderationStates: Pick<ModerationStateRepository, 'find' | 'sanction'>;
  readonly trail: AuditTrail;
  /** What leaves an audit record counts as a message. */
  readonly flood?: FloodControl | undefined;
  readonly clock: Clock;
  /** Without it no sanction becomes an event. */
  readonly notifications?: Pick<SanctionNotifications, 'enqueue'> | undefined;
}

/** Input of {@link Ban}. */
export interface BanCommand extends Caller {
  readonly userId: string;
  /** Epoch milliseconds; ten years from now when absent. A time that has passed lifts the ban. */
  readonly until?: number | undefined;
}

/** Closes every connection of a user and rejects new ones until a given time. */
export class Ban {
  readonly #dependencies: BanDependencies;

  constructor(dependencies: BanDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `bad_request`, `forbidden`, `rate_limited`, … */
  async execute(command: BanCommand): Promise<void> {
    const { authorize, sanctions, moderationStates, trail, clock, flood, notifications } = this.#dependencies;
    const now = clock.now();
    const userId = subjectId(command.userId);
    const bannedUntil = until(command.until, now);
    await authorize.execute(command, 'ban', LOBBY);
    await sanctions.requireNotExempt(userId);
    const known = (await moderationStates.find(userId))?.bannedUntil ?? 0;
    const isNew = sanctions.changes(known, bannedUntil);
    if (isNew) {
      await flood?.count(command);
      await trail.record(command.identity, { action: 'ban', userId, until: bannedUntil });
      // The ban first, then the connections: one that opens between the two sees the ban (see `Connect`).
      await moderationStates.sanction(userId, { bannedUntil });
    }
    // Side by side: the queue delays no connection's end, and an end that fails no event, as a retry changes nothing.
    await Promise.all([
      ...(bannedUntil > now ? [sanctions.closeAll(userId, 'banned', bannedUntil)] : []),
      ...(isNew
        ? [notifications?.enqueue(command.identity, { type: 'ban', userId, until: bannedUntil })]
        : []),
    ]);
  }
}

/** The {@link Ban} of a chat. */
export const banOf = perPorts(
  (ports: ModeratedChatPorts) =>
    new Ban({
      ...ports,
      ...ports.moderation,
      authorize: authorizeOf(ports),
      trail: auditTrailOf(ports),
      notifications: sanctionNotificationsOf(ports),
      sanctions: sanctionsOf(ports),
      flood: floodControlOf(ports),
    }),
);
