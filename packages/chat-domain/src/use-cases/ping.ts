import { LOBBY } from '../model/room-name.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { MessageRepository } from '../ports/message-repository.js';
import type { Authorize } from './authorize.js';
import { connectionOf, type Caller } from './caller.js';

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
