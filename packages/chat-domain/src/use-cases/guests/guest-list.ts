import type { AccessPolicy } from '../../model/access/access-policy.js';
import { ChatError } from '../../model/chat-error.js';
import { membershipEnd, type Connection, type Membership, type Recipient } from '../../model/connection.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { MessageGateway } from '../../ports/message-gateway.js';
import { tellRemoved } from './tell-removed.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';
import { policyOf } from '../policy-of.js';

/** Changes of one membership by others, in a row, after which limiting it counts as a failure. */
const ROUNDS = 10;

/** What {@link GuestList} needs. */
export interface GuestListDependencies {
  readonly policy: AccessPolicy;
  readonly connections: Pick<ConnectionRepository, 'connectionsOf' | 'find' | 'leave' | 'changeEnd'>;
  readonly gateway: Pick<MessageGateway, 'deliver'>;
  readonly clock: Clock;
}

/** The end of an invitation that has just been stored. */
export interface NewEnd {
  readonly room: string;
  readonly userId: string;
  /** Epoch milliseconds; one that has passed takes the invitation back. */
  readonly until: number;
  /** The end of the invitation that it replaced, or `null`. */
  readonly before: number | null;
}

/**
 * Applies an invitation to the guests who are in a room already. A guest is a connection whose roles alone do not open
 * the room: members, moderators and admins stay, whatever becomes of an invitation.
 */
export class GuestList {
  readonly #dependencies: GuestListDependencies;

  constructor(dependencies: GuestListDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Ends the memberships of a user's guests no later than the invitation; a later end they get when they join again.
   * @throws ChatError `unavailable`; repeating it is safe
   */
  async limit(end: NewEnd): Promise<void> {
    const { connections, clock } = this.#dependencies;
    const removed: Recipient[] = [];
    for (const connectionId of await connections.connectionsOf(end.userId)) {
      const guest = await this.#guestIn(connectionId, end.room);
      if (guest === null) continue;
      if (end.until > clock.now()) await this.#shorten(connectionId, end);
      else if ((await connections.leave(connectionId, end.room)) && this.#wasIn(guest))
        removed.push(recipientOf(guest.connection));
    }
    await tellRemoved(this.#dependencies, { room: end.room, reason: 'uninvited' }, removed);
  }

  /**
   * Moves the end forward by a millisecond at least where the invitation became shorter: a concurrent join that has read
   * the longer one finds the membership changed, and reads again.
   */
  async #shorten(connectionId: string, { room, until, before }: NewEnd): Promise<void> {
    const isShorter = before !== null && before > until;
    for (let round = 0; round < ROUNDS; round += 1) {
      const guest = await this.#guestIn(connectionId, room);
      if (guest === null) return;
      const { until: known = Infinity } = guest.membership;
      if (known <= until && !isShorter) return;
      const next = Math.min(until, known - 1);
      if (await this.#dependencies.connections.changeEnd(connectionId, guest.membership, next)) return;
    }
    throw new ChatError('unavailable', 'The membership keeps changing.');
  }

  async #guestIn(connectionId: string, room: string): Promise<Guest | null> {
    const { policy, connections } = this.#dependencies;
    const connection = await connections.find(connectionId);
    const membership = connection?.memberships.find((known) => known.room === room);
    if (connection === null || membership === undefined) return null;
    const isGuest = policy.access(connection.identity, 'joinRoom', room) !== 'granted';
    return isGuest ? { connection, membership } : null;
  }

  #wasIn({ connection, membership }: Guest): boolean {
    return membershipEnd(connection, membership) > this.#dependencies.clock.now();
  }
}

/** A connection that is in a room by invitation. */
interface Guest {
  readonly connection: Connection;
  readonly membership: Membership;
}

function recipientOf(connection: Connection): Recipient {
  const { connectionId, connectedAt } = connection;
  return { connectionId, connectedAt, until: membershipEnd(connection, {}) };
}

/** The {@link GuestList} of a chat. */
export const guestListOf = perPorts(
  (ports: Pick<ChatPorts, 'connections' | 'gateway' | 'clock' | 'settings'>) =>
    new GuestList({ ...ports, policy: policyOf(ports) }),
);
