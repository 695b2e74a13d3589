import type { Connection } from '../../model/connection.js';
import { personOf } from '../../model/identity.js';
import type { PresenceEvent } from '../../model/server-event.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type { PresenceNotifier } from '../../ports/presence-notifier.js';
import { eachOf } from '../each-of.js';
import type { Member } from '../fan-out/member-scan.js';
import { frameBudgetOf, type FrameBudget, type FrameBudgetPorts } from '../moderation/frame-budget.js';
import { perPorts } from '../per-ports.js';
import { countUsers, roomMembersOf, type RoomMembers, type RoomMembersPorts } from './room-members.js';
import { weightOf } from './signal-weight.js';
import { unloggedPushOf, type UnloggedPush, type UnloggedPushPorts } from './unlogged-push.js';

/** Rooms of a connection whose members are told at once. */
const AT_ONCE = 10;

/** Users above the most at which a join still says that hints are off: of concurrent joins, none may see exactly one more. */
const OUTGROWN = 5;

/** What {@link PresenceHints} needs. */
export interface PresenceHintsDependencies {
  readonly roomMembers: RoomMembers;
  readonly push: UnloggedPush;
  /** Counts the posts of a hint for its user; without it they may cause any number. */
  readonly budget?: FrameBudget | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Users of a room in which hints are sent. */
  readonly most: number;
}

/**
 * Tells the members of small rooms which users come and go. By user: a further connection of a user is no join, and the
 * end of one of several no leave. Hints may be lost or late; a list of members is the truth.
 *
 * The time of a join is taken after it was stored, and that of a leave before other connections of its user are looked
 * up: so of a leave and a join that race, the hint with the later time is right.
 */
export class PresenceHints implements PresenceNotifier {
  readonly #dependencies: PresenceHintsDependencies;

  constructor(dependencies: PresenceHintsDependencies) {
    this.#dependencies = dependencies;
  }

  async joined(connection: Connection, room: string): Promise<void> {
    const { connectionId, identity } = connection;
    const { most } = this.#dependencies;
    await this.#tell(connection, room, (members) => {
      const others = members.filter((member) => member.connectionId !== connectionId);
      // A connection that has left again meanwhile has told of that, or will.
      if (others.length === members.length) return null;
      if (others.some(({ user }) => user?.id === identity.userId)) return null;
      const users = countUsers(members);
      if (users > most + OUTGROWN) return null;
      return users > most ? { joined: [], left: [], off: true } : { joined: [personOf(identity)], left: [] };
    });
  }

  async left(connection: Connection, rooms: readonly string[]): Promise<void> {
    const { identity } = connection;
    await eachOf(rooms, AT_ONCE, (room) =>
      this.#tell(connection, room, (members) => {
        // The same connection may have joined again.
        if (members.some(({ user }) => user?.id === identity.userId)) return null;
        return countUsers(members) > this.#dependencies.most
          ? null
          : { joined: [], left: [personOf(identity)] };
      }),
    );
  }

  /** @param hintOf - what to tell those who are in the room now; `null`: nothing */
  async #tell(
    { connectionId, identity }: Connection,
    room: string,
    hintOf: (members: readonly Member[]) => Hint | null,
  ): Promise<void> {
    const { roomMembers, push, clock, logger, most } = this.#dependencies;
    try {
      const sentAt = clock.now();
      // Two connections for each user, and for those above the most to whom a join still says something.
      const { members, isWhole } = await roomMembers.read(room, 2 * (most + OUTGROWN));
      const hint = isWhole ? hintOf(members) : null;
      const others = members.filter((member) => member.connectionId !== connectionId);
      if (hint === null || !(await this.#mayTell(identity.userId, others))) return;
      await push.send(room, { type: 'presence', room, ...hint, sentAt }, others);
    } catch (error) {
      logger.error('presence not told', error, { room });
    }
  }

  /** A user who comes and goes without end is not told of any more. */
  async #mayTell(userId: string, others: readonly Member[]): Promise<boolean> {
    const rate = await this.#dependencies.budget?.weigh(userId, weightOf(others));
    return rate === undefined || rate.verdict === 'allowed';
  }
}

type Hint = Pick<PresenceEvent, 'joined' | 'left' | 'off'>;

/** What {@link presenceHintsOf} takes. */
export type PresenceHintsPorts = RoomMembersPorts &
  UnloggedPushPorts &
  FrameBudgetPorts &
  Pick<ChatPorts, 'logger'>;

/** The {@link PresenceHints} of a chat; `undefined` where they are off. */
export const presenceHintsOf = perPorts((ports: PresenceHintsPorts) => {
  const most = ports.settings?.presenceHints ?? 0;
  if (most === 0) return undefined;
  return new PresenceHints({
    ...ports,
    roomMembers: roomMembersOf(ports),
    push: unloggedPushOf(ports),
    budget: frameBudgetOf(ports),
    most,
  });
});
