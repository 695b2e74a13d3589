import {
  deliverEach,
  isMessagesEvent,
  type MessageGateway,
  type PostOutcome,
  type Recipient,
  type ServerEvent,
} from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';
import type { Gate } from '../scheduler.js';
import type { Listener, RightsOracle } from './rights-oracle.js';

/** When the members that an invocation has read may no longer receive, by their connection. */
export type Ends = Map<string, number>;

/** The sockets of a simulation of rights: each post waits at the gate. */
export class RightsNetwork {
  /** The texts that reached a listener, over all its connections. */
  readonly received = new Map<Listener, string[]>();
  /** The first post that must not have begun, if any. */
  broken: BrokenPromise | null = null;

  readonly #clock: ManualClock;
  readonly #listeners: readonly Listener[];
  readonly #oracle: Pick<RightsOracle, 'expectPost'>;

  constructor(clock: ManualClock, listeners: readonly Listener[], oracle: Pick<RightsOracle, 'expectPost'>) {
    this.#clock = clock;
    this.#listeners = listeners;
    this.#oracle = oracle;
  }

  /** The gateway of one invocation. */
  gateway(gate: Gate, ends: Ends): MessageGateway {
    return {
      deliver: (event, recipients, options) =>
        deliverEach(recipients, (recipient) => this.#post(gate, ends, event, recipient), {
          ...options,
          time: this.#clock,
          window: 1,
        }),
      // No user of this simulation has too many connections.
      probe: async () => 'unknown',
      disconnect: async (connectionId) => {
        await gate({
          method: 'disconnect',
          args: [connectionId],
          proceed: async () => this.#cut(connectionId),
        });
      },
    };
  }

  async #post(gate: Gate, ends: Ends, event: ServerEvent, recipient: Recipient): Promise<PostOutcome> {
    const { connectionId } = recipient;
    if (isMessagesEvent(event)) this.#check(ends, connectionId);
    let outcome: PostOutcome = { outcome: 'gone', reason: 'gone' };
    const proceed = async (): Promise<void> => {
      const listener = this.#listenerOn(connectionId);
      if (listener === undefined) return;
      outcome = { outcome: 'delivered' };
      if (isMessagesEvent(event)) this.#hand(listener, event.entries);
    };
    await gate({ method: 'post', args: [connectionId], proceed });
    return outcome;
  }

  #check(ends: Ends, connectionId: string): void {
    const end = ends.get(connectionId);
    try {
      if (end === undefined || end <= this.#clock.now())
        throw new BrokenPromise(`posted past the end: to ${connectionId}, whose right ended at ${end}`);
      if (this.#listenerOn(connectionId) !== undefined) this.#oracle.expectPost(connectionId);
    } catch (error) {
      if (!(error instanceof BrokenPromise)) throw error;
      this.broken ??= error;
    }
  }

  #listenerOn(connectionId: string): Listener | undefined {
    return this.#listeners.find((known) => known.connectionId === connectionId);
  }

  #hand(listener: Listener, entries: readonly object[]): void {
    const texts = entries.flatMap((entry) =>
      'text' in entry && typeof entry.text === 'string' ? [entry.text] : [],
    );
    this.received.set(listener, [...(this.received.get(listener) ?? []), ...texts]);
  }

  #cut(connectionId: string): void {
    for (const listener of this.#listeners) {
      if (listener.connectionId === connectionId) listener.connectionId = null;
    }
  }
}
