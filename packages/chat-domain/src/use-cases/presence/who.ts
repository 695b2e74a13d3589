import type { Person } from '../../model/identity.js';
import { LIMITS } from '../../model/limits.js';
import { SIGNAL_LIMITS } from '../../model/signal-limits.js';
import { roomName } from '../../model/room-name.js';
import { utf8Length } from '../../model/utf8.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import { authorizeOf, type Authorize, type AuthorizePorts } from '../authorize.js';
import type { Caller } from '../caller.js';
import { perPorts } from '../per-ports.js';
import { countUsers, roomMembersOf, usersOf, type RoomMembers } from './room-members.js';

/** What {@link Who} needs. */
export interface WhoDependencies {
  readonly authorize: Authorize;
  readonly roomMembers: RoomMembers;
  readonly clock: Clock;
}

/** Input of {@link Who}. */
export interface WhoQuery extends Caller {
  /** The lobby, when absent. */
  readonly room?: string | undefined;
}

/** The users who are in a room. */
export interface MemberList {
  readonly room: string;
  /** Each once, over however many connections; at most 100, and what fits into a frame. In no order. */
  readonly users: readonly Person[];
  /** How many there are; where there are `more`, at least as many. */
  readonly count: number;
  /** Whether there are others than `users`. */
  readonly more: boolean;
  /** Epoch milliseconds: what was there then is in it. */
  readonly sentAt: number;
}

/** Lists the users in a room, as the rows of its members say: the truth, by which a client corrects what hints told it. */
export class Who {
  readonly #dependencies: WhoDependencies;

  constructor(dependencies: WhoDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `invalid_room`, `forbidden`, `not_joined`, `connection_gone` */
  async execute(query: WhoQuery): Promise<MemberList> {
    const { authorize, roomMembers, clock } = this.#dependencies;
    const room = roomName(query.room);
    await authorize.execute(query, 'who', room);
    // Before the read: a user who joined until then is found by it, and a hint that was sent later is newer than it.
    const sentAt = clock.now();
    const { members, isWhole } = await roomMembers.read(room, SIGNAL_LIMITS.listedConnections);
    const users = fitting(usersOf(members));
    const count = countUsers(members);
    return { room, users, count, more: !isWhole || count > users.length, sentAt };
  }
}

/** As many users as a frame holds. */
function fitting(users: readonly Person[]): readonly Person[] {
  let bytes = 0;
  return users.slice(0, SIGNAL_LIMITS.listedUsers).filter((user) => {
    bytes += utf8Length(JSON.stringify(user)) + 1;
    return bytes <= LIMITS.pageBytes;
  });
}

/** What {@link whoOf} takes. */
export type WhoPorts = AuthorizePorts & Pick<ChatPorts, 'messages'>;

/** The {@link Who} of a chat. */
export const whoOf = perPorts(
  (ports: WhoPorts) =>
    new Who({ ...ports, authorize: authorizeOf(ports), roomMembers: roomMembersOf(ports) }),
);
