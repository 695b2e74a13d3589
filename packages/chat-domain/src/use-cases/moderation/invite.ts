import { subjectId, until } from '../../model/moderation/moderation-fields.js';
import { roomName } from '../../model/room-name.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { RoomRulesRepository } from '../../ports/moderation/room-rules-repository.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { auditTrailOf, type AuditTrail } from './audit-trail.js';
import { floodControlOf, type FloodControl } from './flood-control.js';
import type { ModeratedChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';

/** What {@link Invite} needs. */
export interface InviteDependencies {
  readonly authorize: Authorize;
  readonly connections: Pick<ConnectionRepository, 'connectionsOf' | 'leave'>;
  readonly rules: Pick<RoomRulesRepository, 'invite'>;
  readonly trail: AuditTrail;
  /** Members invite, too, and each invitation leaves an audit record for a year: it counts as a message. */
  readonly flood?: FloodControl | undefined;
  readonly clock: Clock;
}

/** Input of {@link Invite}. */
export interface InviteCommand extends Caller {
  readonly room: string;
  readonly userId: string;
  /** Epoch milliseconds; ten years from now when absent. A time in the past revokes the invitation. */
  readonly until?: number | undefined;
}

/**
 * Lets a user into a private room until a given time. Revoking that also removes their connections from the room;
 * a member by token may join again.
 */
export class Invite {
  readonly #dependencies: InviteDependencies;

  constructor(dependencies: InviteDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `invalid_room`, `bad_request`, `forbidden`, `not_joined`, `rate_limited`, … */
  async execute(command: InviteCommand): Promise<void> {
    const { authorize, connections, rules, trail, clock, flood } = this.#dependencies;
    const now = clock.now();
    const room = roomName(command.room);
    const userId = subjectId(command.userId);
    const expiresAt = until(command.until, now);
    await authorize.execute(command, 'invite', room);
    await flood?.execute(command, null);
    await trail.record(command.identity, { action: 'invite', room, userId, until: expiresAt });
    await rules.invite({ room, userId, expiresAt });
    if (expiresAt > now) return;
    for (const connectionId of await connections.connectionsOf(userId)) {
      await connections.leave(connectionId, room);
    }
  }
}

/** The {@link Invite} of a chat. */
export const inviteOf = perPorts(
  (ports: ModeratedChatPorts) =>
    new Invite({
      ...ports,
      ...ports.moderation,
      authorize: authorizeOf(ports),
      trail: auditTrailOf(ports),
      flood: floodControlOf(ports),
    }),
);
