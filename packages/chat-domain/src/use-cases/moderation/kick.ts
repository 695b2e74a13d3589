import { subjectId } from '../../model/moderation/moderation-fields.js';
import { LOBBY } from '../../model/room-name.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { sanctionNotificationsOf, type SanctionNotifications } from '../events/sanction-notifications.js';
import { auditTrailOf, type AuditTrail } from './audit-trail.js';
import { floodControlOf, type FloodControl } from './flood-control.js';
import { sanctionsOf, type Sanctions } from './sanctions.js';
import type { ModeratedChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';

/** What {@link Kick} needs. */
export interface KickDependencies {
  readonly authorize: Authorize;
  readonly sanctions: Sanctions;
  readonly trail: AuditTrail;
  /** What leaves an audit record counts as a message. */
  readonly flood?: FloodControl | undefined;
  /** Without it no sanction becomes an event. */
  readonly notifications?: Pick<SanctionNotifications, 'enqueue'> | undefined;
}

/** Input of {@link Kick}. */
export interface KickCommand extends Caller {
  readonly userId: string;
}

/** Closes every connection of a user, who may reconnect. Kicking a user without connections succeeds, unrecorded. */
export class Kick {
  readonly #dependencies: KickDependencies;

  constructor(dependencies: KickDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `bad_request`, `forbidden`, `rate_limited`, … */
  async execute(command: KickCommand): Promise<void> {
    const { authorize, sanctions, trail, flood, notifications } = this.#dependencies;
    const userId = subjectId(command.userId);
    await authorize.execute(command, 'kick', LOBBY);
    if ((await sanctions.requireNotExempt(userId)).length === 0) return;
    await flood?.count(command);
    await trail.record(command.identity, { action: 'kick', userId });
    await sanctions.closeAll(userId, 'kicked');
    await notifications?.enqueue(command.identity, { type: 'kick', userId });
  }
}

/** The {@link Kick} of a chat. */
export const kickOf = perPorts(
  (ports: ModeratedChatPorts) =>
    new Kick({
      ...ports,
      ...ports.moderation,
      authorize: authorizeOf(ports),
      trail: auditTrailOf(ports),
      notifications: sanctionNotificationsOf(ports),
      sanctions: sanctionsOf(ports),
      flood: floodControlOf(ports),
    }),
);
