import type { Person } from '../../model/identity.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { Member } from '../fan-out/member-scan.js';
import { perPorts } from '../per-ports.js';

/** What {@link RoomMembers} needs. */
export interface RoomMembersDependencies {
  readonly connections: Pick<ConnectionRepository, 'members'>;
  readonly messages: Pick<MessageRepository, 'head'>;
}

/** The members of a room, connection by connection, or some of them. */
export interface MembersRead {
  readonly members: readonly Member[];
  /** Whether these are all. */
  readonly isWhole: boolean;
}

/** Reads the members of small rooms, with their users. */
export class RoomMembers {
  readonly #dependencies: RoomMembersDependencies;

  constructor(dependencies: RoomMembersDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Every member from before the call until after it, if they are not too many. Head and members are read at once: most
   * rooms have one shard.
   *
   * @param most - members that are read at most
   */
  async read(room: string, most: number): Promise<MembersRead> {
    const [head, first] = await Promise.all([
      this.#dependencies.messages.head(room),
      this.#readShard(room, 0, most),
    ]);
    let { members, isWhole } = first;
    for (let shard = 1; shard < (head?.shards ?? 1) && isWhole; shard += 1) {
      const next = await this.#readShard(room, shard, most - members.length);
      members = [...members, ...next.members];
      isWhole = next.isWhole;
    }
    return { members, isWhole };
  }

  /** One more than the most is read, to know whether there are more. */
  async #readShard(room: string, shard: number, most: number): Promise<MembersRead> {
    const members: Member[] = [];
    let from: string | undefined;
    do {
      const limit = most + 1 - members.length;
      const options = { limit, users: true, ...(from !== undefined && { from }) };
      const page = await this.#dependencies.connections.members(room, shard, options);
      members.push(...page.members.map((member) => ({ ...member, shard })));
      from = page.next;
    } while (from !== undefined && members.length <= most);
    return { members: members.slice(0, most), isWhole: members.length <= most };
  }
}

/** The users of some members, each once, in the order of their connections. */
export function usersOf(members: readonly Member[]): readonly Person[] {
  return [
    ...new Map(
      members.flatMap(({ user }) => (user === undefined ? [] : [[user.id, user] as const])),
    ).values(),
  ];
}

/** How many users some members are; one whose row does not say its user, as an earlier release wrote it, counts as one. */
export function countUsers(members: readonly Member[]): number {
  return new Set(members.map(({ user, connectionId }) => (user === undefined ? { connectionId } : user.id)))
    .size;
}

/** What {@link roomMembersOf} takes. */
export type RoomMembersPorts = Pick<ChatPorts, 'connections' | 'messages'>;

/** The {@link RoomMembers} of a chat. */
export const roomMembersOf = perPorts((ports: RoomMembersPorts) => new RoomMembers(ports));
