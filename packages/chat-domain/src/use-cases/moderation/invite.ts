import { personOf } from '../../model/identity.js';
import { subjectId, until } from '../../model/moderation/moderation-fields.js';
import { roomName } from '../../model/room-name.js';
import type { Clock } from '../../ports/clock.js';
import type { RoomRulesRepository } from '../../ports/moderation/room-rules-repository.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { guestListOf, type GuestList } from '../guests/guest-list.js';
import { sanctionNotificationsOf, type SanctionNotifications } from '../events/sanction-notifications.js';
import { auditTrailOf, type AuditTrail } from './audit-trail.js';
import { floodControlOf, type FloodControl } from './flood-control.js';
import type { ModeratedChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';
import { tellDevicesOf, type TellDevices } from '../rooms/tell-devices.js';

/** What {@link Invite} needs. */
export interface InviteDependencies {
  readonly authorize: Authorize;
  readonly guests: GuestList;
  readonly rules: Pick<RoomRulesRepository, 'invite'>;
  readonly trail: AuditTrail;
  /** Members invite, too, and each invitation leaves an audit record for a year: it counts as a message. */
  readonly flood?: FloodControl | undefined;
  readonly devices: TellDevices;
  readonly clock: Clock;
  /** Without it no sanction becomes an event. */
  readonly notifications?: Pick<SanctionNotifications, 'enqueue'> | undefined;
}

/** Input of {@link Invite}. */
export interface InviteCommand extends Caller {
  readonly room: string;
  readonly userId: string;
  /** Epoch milliseconds; ten years from now when absent. A time in the past revokes the invitation. */
  readonly until?: number | undefined;
}

/**
 * Lets a user into a private room until a given time. An earlier end, and a revocation, hold for the guests who are in
 * the room already; those whose roles open the room stay.
 */
export class Invite {
  readonly #dependencies: InviteDependencies;

  constructor(dependencies: InviteDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `invalid_room`, `bad_request`, `forbidden`, `not_joined`, `rate_limited`, … */
  async execute(command: InviteCommand): Promise<void> {
    const { authorize, guests, rules, trail, clock, flood, devices, notifications } = this.#dependencies;
    const now = clock.now();
    const room = roomName(command.room);
    const userId = subjectId(command.userId);
    const expiresAt = until(command.until, now);
    await authorize.execute(command, 'invite', room);
    await flood?.execute(command, null);
    await trail.record(command.identity, { action: 'invite', room, userId, until: expiresAt });
    // The invitation first: a join that does not see it is seen by what follows.
    const before = await rules.invite({ room, userId, expiresAt });
    await guests.limit({ room, userId, until: expiresAt, before });
    await notifications?.enqueue(command.identity, { type: 'invite', room, userId, until: expiresAt });
    // A shorter one opens nothing; its end reaches guests by the membership.
    if (expiresAt <= Math.max(now, before ?? 0)) return;
    const sender = personOf(command.identity);
    await devices.execute(userId, { type: 'invited', room, sender, until: expiresAt });
  }
}

/** The {@link Invite} of a chat. */
export const inviteOf = perPorts(
  (ports: ModeratedChatPorts) =>
    new Invite({
      ...ports,
      ...ports.moderation,
      authorize: authorizeOf(ports),
      guests: guestListOf(ports),
      trail: auditTrailOf(ports),
      notifications: sanctionNotificationsOf(ports),
      flood: floodControlOf(ports),
      devices: tellDevicesOf(ports),
    }),
);
