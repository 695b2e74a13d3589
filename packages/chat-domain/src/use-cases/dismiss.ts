import type { ByeReason } from '../model/server-event.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { MessageGateway } from '../ports/message-gateway.js';

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

/** What {@link Dismiss} needs. */
export interface DismissDependencies {
  readonly connections: Pick<ConnectionRepository, 'remove'>;
  readonly gateway: MessageGateway;
  readonly clock: Clock;
}

/** Says `bye` to a connection, ends it, and forgets it. */
export class Dismiss {
  constructor(private readonly dependencies: DismissDependencies) {}

  async execute(connectionId: string, reason: ByeReason): Promise<void> {
    const { connections, gateway, clock } = this.dependencies;
    await gateway.deliver(
      { type: 'bye', reason, reconnect: RECONNECT[reason] },
      onePage([{ connectionId, connectedAt: 0 }]),
      { deadline: clock.now() + BYE_DEADLINE },
    );
    await gateway.disconnect(connectionId);
    // Last, so that a connection that could not be ended is still found by whoever tries again.
    await connections.remove(connectionId);
  }
}

async function* onePage<Item>(page: readonly Item[]): AsyncGenerator<readonly Item[]> {
  yield page;
}
