import type { ByeReason } from '../model/server-event.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { MessageGateway } from '../ports/message-gateway.js';
import { eachOf } from './each-of.js';

const RECONNECT: Readonly<Record<ByeReason, boolean>> = {
  token_expired: true,
  kicked: false,
  banned: false,
  flooding: false,
  replaced: false,
  maintenance: true,
};

/** How long a goodbye may take, in milliseconds; the connection ends even if it was not heard. */
const BYE_DEADLINE = 2_000;

/** What {@link CloseConnections} needs. */
export interface CloseConnectionsDependencies {
  readonly connections: Pick<ConnectionRepository, 'remove'>;
  readonly gateway: MessageGateway;
  readonly clock: Clock;
}

/** Connections ended at once. */
const AT_ONCE = 50;

/** Says `bye` to connections, ends them, and forgets them. */
export class CloseConnections {
  readonly #dependencies: CloseConnectionsDependencies;

  constructor(dependencies: CloseConnectionsDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * However many do not hear it, all of them together take no longer than one; one that cannot be ended does not save
   * the others. Rejects with the first failure once all have been tried.
   */
  async execute(connectionIds: readonly string[], reason: ByeReason): Promise<void> {
    const { gateway, clock } = this.#dependencies;
    await gateway.deliver(
      { type: 'bye', reason, reconnect: RECONNECT[reason] },
      onePage(connectionIds.map((connectionId) => ({ connectionId, connectedAt: 0 }))),
      { deadline: clock.now() + BYE_DEADLINE },
    );
    await eachOf(connectionIds, AT_ONCE, (connectionId) => this.#end(connectionId));
  }

  async #end(connectionId: string): Promise<void> {
    const { connections, gateway } = this.#dependencies;
    await gateway.disconnect(connectionId);
    // Last, so that a connection that could not be ended is still found by whoever tries again.
    await connections.remove(connectionId);
  }
}

async function* onePage<Item>(page: readonly Item[]): AsyncGenerator<readonly Item[]> {
  yield page;
}
