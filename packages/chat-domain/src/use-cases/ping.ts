import type { LogCursor } from '../model/log-cursor.js';
import type { AccessPolicy } from '../model/access/access-policy.js';
import { ChatError } from '../model/chat-error.js';
import { membershipIn } from '../model/connection.js';
import { LIMITS } from '../model/limits.js';
import { LOBBY } from '../model/room-name.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { MessageRepository } from '../ports/message-repository.js';
import type { TextDigest } from '../ports/text-digest.js';
import { authorizeOf, type Authorize, type AuthorizePorts } from './authorize.js';
import { connectionOf, type Caller } from './caller.js';
import { directRoom } from './direct/direct-room.js';
import { otherUser } from './direct/resolve-room.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { perPorts } from './per-ports.js';
import { policyOf } from './policy-of.js';

/** What {@link Ping} needs. */
export interface PingDependencies {
  readonly authorize: Authorize;
  readonly connections: Pick<ConnectionRepository, 'find'>;
  readonly messages: Pick<MessageRepository, 'heads'>;
  readonly clock: Clock;
  /** Names direct rooms. */
  readonly digest: TextDigest;
  readonly policy: AccessPolicy;
}

/** Input of {@link Ping}. */
export interface PingQuery extends Caller {
  /** The other users of direct rooms whose heads are asked for: up to 100. */
  readonly with?: readonly string[] | undefined;
}

/** What the caller is in, and how far it has come. */
export interface Heads {
  /** The highest position reserved in each room of `rooms`; rooms without a log are left out. */
  readonly heads: Readonly<Record<string, LogCursor>>;
  /** The rooms that the connection is in. */
  readonly rooms: readonly string[];
  /** The highest position reserved in each direct room that was asked for, by its other user, if any was. */
  readonly direct?: Readonly<Record<string, LogCursor>>;
}

/** Returns the caller's rooms and their heads, so that a quiet client notices what it missed. */
export class Ping {
  readonly #dependencies: PingDependencies;

  constructor(dependencies: PingDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `token_expired`, `connection_gone`; `bad_request` for what `with` cannot hold */
  async execute(query: PingQuery): Promise<Heads> {
    const { authorize, connections, clock } = this.#dependencies;
    const direct = this.#directRooms(query);
    await authorize.execute(query, 'ping', LOBBY);
    const connection = await connectionOf(connections, query);
    const now = clock.now();
    const rooms = connection.memberships
      .map(({ room }) => room)
      .filter((room) => membershipIn(connection, room, now) !== undefined);
    // Apart, as both may be as many as can be read at once.
    const [heads, directHeads] = await Promise.all([
      this.#heads(rooms.map((room) => [room, room])),
      direct && this.#heads(direct),
    ]);
    return { heads, rooms, ...(directHeads && { direct: directHeads }) };
  }

  /** Other users, each once, with the name of the direct room; those left out to whom the policy allows no ping. */
  #directRooms({ identity, with: others }: PingQuery): readonly Asked[] | undefined {
    const { digest, policy } = this.#dependencies;
    if (others === undefined) return undefined;
    if (others.length > LIMITS.directRoomsPerPing) {
      throw new ChatError('bad_request', `"with" holds ${LIMITS.directRoomsPerPing} users at most.`);
    }
    const users = [...new Set(others.map((other) => otherUser(identity.userId, other)))];
    return users
      .map((user): Asked => [user, directRoom(digest, identity.userId, user)])
      .filter(([user, room]) => policy.access(identity, 'ping', room, user) === 'granted');
  }

  async #heads(asked: readonly Asked[]): Promise<Readonly<Record<string, LogCursor>>> {
    const found = await this.#dependencies.messages.heads(asked.map(([, room]) => room));
    const heads = new Map(found.map(({ room, epoch, seq }) => [room, { epoch, seq }]));
    const entries = asked.flatMap(([key, room]) => {
      const head = heads.get(room);
      return head === undefined ? [] : [[key, head] as const];
    });
    return Object.fromEntries(entries);
  }
}

/** The key of a head in the result, and its room. */
type Asked = readonly [key: string, room: string];

/** What {@link pingOf} takes. */
export type PingPorts = AuthorizePorts & Pick<ChatPorts, 'messages' | 'digest'>;

/** The {@link Ping} of a chat. */
export const pingOf = perPorts(
  (ports: PingPorts) => new Ping({ ...ports, authorize: authorizeOf(ports), policy: policyOf(ports) }),
);
