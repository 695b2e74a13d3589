import {
  deliverEach,
  type MessageGateway,
  type PostOutcome,
  type PresenceEvent,
  type Recipient,
  type ServerEvent,
} from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import type { Gate } from '../scheduler.js';

/** The sockets of a simulation of presence: each post waits at the gate. */
export class PresenceNetwork {
  /** Connections that are open. */
  readonly open = new Set<string>();
  /** Connections that have been open: of any other, a gateway cannot say that it is gone. */
  readonly #ended = new Set<string>();
  /** What reached each connection, messages aside. */
  readonly received = new Map<string, (readonly [type: string, room: string])[]>();

  readonly #clock: ManualClock;
  readonly #onHint: (connectionId: string, hint: PresenceEvent) => void;

  /** @param onHint - called with each hint that reaches a connection */
  constructor(clock: ManualClock, onHint: (connectionId: string, hint: PresenceEvent) => void) {
    this.#clock = clock;
    this.#onHint = onHint;
  }

  /** A socket ends. */
  end(connectionId: string): void {
    if (this.open.delete(connectionId)) this.#ended.add(connectionId);
  }

  /** The gateway of one invocation. */
  gateway(gate: Gate): MessageGateway {
    return {
      deliver: (event, recipients, options) =>
        deliverEach(recipients, (recipient) => this.#post(gate, event, recipient), {
          ...options,
          time: this.#clock,
        }),
      probe: async () => 'unknown',
      disconnect: async (connectionId) => this.end(connectionId),
    };
  }

  async #post(gate: Gate, event: ServerEvent, { connectionId }: Recipient): Promise<PostOutcome> {
    let outcome: PostOutcome = { outcome: 'failed', reason: 'not open yet' };
    const proceed = async (): Promise<void> => {
      if (this.#ended.has(connectionId)) outcome = { outcome: 'gone', reason: 'gone' };
      if (!this.open.has(connectionId)) return;
      outcome = { outcome: 'delivered' };
      const room = 'room' in event ? event.room : '';
      this.received.set(connectionId, [...(this.received.get(connectionId) ?? []), [event.type, room]]);
      if (isHint(event)) this.#onHint(connectionId, event);
    };
    await gate({ method: 'post', args: [connectionId], proceed });
    return outcome;
  }
}

function isHint(event: ServerEvent): event is PresenceEvent {
  return event.type === 'presence';
}
