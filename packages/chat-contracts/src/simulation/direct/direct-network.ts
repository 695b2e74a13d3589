import {
  deliverEach,
  isEnded,
  isMessagesEvent,
  type MessageGateway,
  type PostOutcome,
  type Recipient,
  type ServerEvent,
  type VisibleEntry,
} from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';
import type { Gate } from '../scheduler.js';
import type { DirectDevice } from './direct-device.js';

/** The sockets of a simulation of direct messages: each post waits at the gate. */
export class DirectNetwork {
  /** The first post that must not have begun or arrived, if any. */
  broken: BrokenPromise | null = null;

  readonly #clock: ManualClock;
  readonly #devices: readonly DirectDevice[];

  constructor(clock: ManualClock, devices: readonly DirectDevice[]) {
    this.#clock = clock;
    this.#devices = devices;
  }

  /** The gateway of one invocation. */
  gateway(gate: Gate): MessageGateway {
    return {
      deliver: (event, recipients, options) =>
        deliverEach(recipients, (recipient) => this.#post(gate, event, recipient), {
          ...options,
          time: this.#clock,
          window: 1,
        }),
      // No user of this simulation has too many connections, and none is taken out.
      probe: async () => 'unknown',
      disconnect: async () => undefined,
    };
  }

  #deviceOn(connectionId: string): DirectDevice | undefined {
    return this.#devices.find((device) => device.connectionId === connectionId);
  }

  async #post(gate: Gate, event: ServerEvent, { connectionId }: Recipient): Promise<PostOutcome> {
    const until = this.#deviceOn(connectionId)?.identity.expiresAt ?? Infinity;
    if (isEnded({ until }, this.#clock.now())) {
      this.broken ??= new BrokenPromise(`posted past the end: to ${connectionId}, until ${until}`);
    }
    let outcome: PostOutcome = { outcome: 'gone', reason: 'gone' };
    const proceed = async (): Promise<void> => {
      const open = this.#deviceOn(connectionId);
      if (open === undefined) return;
      outcome = { outcome: 'delivered' };
      if (isMessagesEvent(event)) this.#hand(open, event.entries);
    };
    await gate({ method: 'post', args: [connectionId], proceed });
    return outcome;
  }

  #hand(device: DirectDevice, entries: readonly VisibleEntry[]): void {
    for (const entry of entries) {
      try {
        device.received.add(device.read(entry));
      } catch (error) {
        if (error instanceof BrokenPromise) this.broken ??= error;
      }
    }
  }
}
