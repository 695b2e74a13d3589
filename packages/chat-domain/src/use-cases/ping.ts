import { LOBBY } from '../model/room-name.js';
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
}

/** The highest position reserved in each room that the caller is in. */
export type Heads = Readonly<Record<string, number>>;

/** Returns the heads of the caller's rooms, so that a quiet client notices what it missed. */
export class Ping {
  readonly #dependencies: PingDependencies;

  constructor(dependencies: PingDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `token_expired`, `connection_gone` */
  async execute(caller: Caller): Promise<Heads> {
    const { authorize, connections, messages } = this.#dependencies;
    await authorize.execute(caller, 'ping', LOBBY);
    const { memberships } = await connectionOf(connections, caller);
    const heads = await messages.heads(memberships.map(({ room }) => room));
    return Object.fromEntries(heads.map(({ room, seq }) => [room, seq]));
  }
}

/** What {@link pingOf} takes. */
export type PingPorts = AuthorizePorts & Pick<ChatPorts, 'messages'>;

/** The {@link Ping} of a chat. */
export const pingOf = perPorts((ports: PingPorts) => new Ping({ ...ports, authorize: authorizeOf(ports) }));
