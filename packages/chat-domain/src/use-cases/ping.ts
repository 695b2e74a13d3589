import type { LogCursor } from '../model/log-cursor.js';
import { membershipIn } from '../model/connection.js';
import { LOBBY } from '../model/room-name.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { MessageRepository } from '../ports/message-repository.js';
import { authorizeOf, type Authorize, type AuthorizePorts } from './authorize.js';
import { connectionOf, type Caller } from './caller.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { perPorts } from './per-ports.js';

/** What {@link Ping} needs. */
export interface PingDependencies {
  readonly authorize: Authorize;
  readonly connections: Pick<ConnectionRepository, 'find'>;
  readonly messages: Pick<MessageRepository, 'heads'>;
  readonly clock: Clock;
}

/** What the caller is in, and how far it has come. */
export interface Heads {
  /** The highest position reserved in each room of `rooms`; rooms without a log are left out. */
  readonly heads: Readonly<Record<string, LogCursor>>;
  /** The rooms that the connection is in. */
  readonly rooms: readonly string[];
}

/** Returns the caller's rooms and their heads, so that a quiet client notices what it missed. */
export class Ping {
  readonly #dependencies: PingDependencies;

  constructor(dependencies: PingDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `token_expired`, `connection_gone` */
  async execute(caller: Caller): Promise<Heads> {
    const { authorize, connections, messages, clock } = this.#dependencies;
    await authorize.execute(caller, 'ping', LOBBY);
    const connection = await connectionOf(connections, caller);
    const now = clock.now();
    const rooms = connection.memberships
      .map(({ room }) => room)
      .filter((room) => membershipIn(connection, room, now) !== undefined);
    const heads = await messages.heads(rooms);
    return { heads: Object.fromEntries(heads.map(({ room, epoch, seq }) => [room, { epoch, seq }])), rooms };
  }
}

/** What {@link pingOf} takes. */
export type PingPorts = AuthorizePorts & Pick<ChatPorts, 'messages'>;

/** The {@link Ping} of a chat. */
export const pingOf = perPorts((ports: PingPorts) => new Ping({ ...ports, authorize: authorizeOf(ports) }));
