import {
  isMessagesEvent,
  LIMITS,
  type Recipient,
  type ServerEvent,
  type Clock,
  type DeliverOptions,
  type DeliverySummary,
  type MessageGateway,
} from '@serverless-ws/chat-domain';
import { BrokenPromise } from '../contracts/expectation.js';
import type { Gate } from './scheduler.js';
import type { SimulatedClient } from './simulated-client.js';

/** A member that must be pushed what is sent from now on, unless the connection breaks. */
export interface Present {
  readonly client: SimulatedClient;
  readonly connectionId: string;
}

/** The sockets between a chat and its clients. */
export class SimulatedNetwork {
  /** The highest position of a message that was sent without a fault. */
  #sent = 0;

  readonly #clock: Clock;
  readonly #clients: readonly SimulatedClient[];

  constructor(clock: Clock, clients: readonly SimulatedClient[]) {
    this.#clock = clock;
    this.#clients = clients;
  }

  /** A gateway whose every post waits at the gate. */
  gateway(gate: Gate): MessageGateway {
    return {
      deliver: (event, recipients, options) => this.#deliver(gate, event, recipients, options),
      disconnect: async () => undefined,
      probe: async ({ connectionId }) =>
        this.#clients.some((client) => client.connectionId === connectionId) ? 'open' : 'gone',
    };
  }

  /** Who has joined and is connected now. */
  present(): readonly Present[] {
    return this.#clients.flatMap((client) =>
      client.connectionId !== null && client.isJoined ? [{ client, connectionId: client.connectionId }] : [],
    );
  }

  /**
   * Checks that a message which was sent without a fault was pushed to everyone who was there from before until now.
   * @throws BrokenPromise
   */
  expectPushed(present: readonly Present[], seq: number): void {
    this.#sent = Math.max(this.#sent, seq);
    for (const { client, connectionId } of present) {
      const isThere = client.connectionId === connectionId && this.#lives(client);
      if (isThere && !client.pushed.has(seq)) {
        throw new BrokenPromise(`not pushed: ${seq} to ${client.userId} on ${connectionId}`);
      }
    }
  }

  /**
   * Checks that every member knows how far to read: above positions in flight, also what was sent before the join.
   * @throws BrokenPromise
   */
  expectTold(): void {
    for (const { client, connectionId } of this.present()) {
      if (this.#lives(client) && client.told < this.#sent) {
        throw new BrokenPromise(`not told: ${this.#sent} to ${client.userId} on ${connectionId}`);
      }
    }
  }

  /** The users who have joined over a connection that has not ended. */
  members(): readonly string[] {
    return this.present().flatMap(({ client }) => (this.#lives(client) ? [client.userId] : []));
  }

  /** Positions are numbered anew. */
  startAnew(): void {
    this.#sent = 0;
  }

  #lives(client: SimulatedClient): boolean {
    return client.connectedAt + LIMITS.connectionLife > this.#clock.now();
  }

  async #deliver<R extends Recipient>(
    gate: Gate,
    event: ServerEvent,
    recipients: AsyncIterable<readonly R[]>,
    { onUndelivered }: DeliverOptions<R>,
  ): Promise<DeliverySummary> {
    const summary = { delivered: 0, gone: 0, failed: 0 };
    for await (const page of recipients) {
      for (const recipient of page) {
        const outcome = await this.#post(gate, event, recipient);
        summary[outcome] += 1;
        if (outcome !== 'delivered') onUndelivered?.({ recipient, outcome, reason: outcome });
      }
    }
    return summary;
  }

  async #post(
    gate: Gate,
    event: ServerEvent,
    recipient: Recipient,
  ): Promise<'delivered' | 'gone' | 'failed'> {
    const { connectionId } = recipient;
    let outcome: 'delivered' | 'gone' | 'failed' = 'failed';
    const proceed = async (): Promise<void> => {
      const client = this.#clients.find((known) => known.connectionId === connectionId);
      if (isMessagesEvent(event)) client?.receive(event);
      outcome = client ? 'delivered' : 'gone';
    };
    try {
      await gate({ method: 'post', args: [connectionId], proceed });
      return outcome;
    } catch {
      return 'failed';
    }
  }
}
