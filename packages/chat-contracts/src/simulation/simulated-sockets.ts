import {
  deliverEach,
  type DeliverOptions,
  type DeliverySummary,
  type MessageGateway,
  type ProbeOutcome,
  type Recipient,
  type ServerEvent,
} from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';

/** How long after its handshake began a connection cannot be distinguished from one that has ended, in milliseconds. */
const YOUNG = 30_000;

/** The sockets of a gateway that says of a connection that is not open only whether it is old enough to be gone. */
export class SimulatedSockets implements MessageGateway {
  /** Users by the ids of their open sockets. */
  readonly #open = new Map<string, string>();

  readonly #clock: ManualClock;

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  /** A handshake has succeeded. */
  open(connectionId: string, userId: string): void {
    this.#open.set(connectionId, userId);
  }

  /** The open sockets of a user. */
  count(userId: string): number {
    return [...this.#open.values()].filter((owner) => owner === userId).length;
  }

  async disconnect(connectionId: string): Promise<void> {
    this.#open.delete(connectionId);
  }

  async probe({ connectionId, connectedAt }: Recipient): Promise<ProbeOutcome> {
    if (this.#open.has(connectionId)) return 'open';
    return this.#clock.now() - connectedAt < YOUNG ? 'unknown' : 'gone';
  }

  deliver<R extends Recipient>(
    _event: ServerEvent,
    recipients: AsyncIterable<readonly R[]>,
    options: DeliverOptions<R>,
  ): Promise<DeliverySummary> {
    const post = async (recipient: Recipient) => {
      const outcome = await this.probe(recipient);
      if (outcome === 'open') return { outcome: 'delivered' } as const;
      return { outcome: outcome === 'gone' ? 'gone' : 'failed', reason: outcome } as const;
    };
    return deliverEach(recipients, post, { ...options, time: this.#clock, opening: YOUNG });
  }
}
