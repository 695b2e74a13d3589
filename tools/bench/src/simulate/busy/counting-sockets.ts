import {
  isMessagesEvent,
  type DeliverySummary,
  type MessageGateway,
  type Recipient,
  type ServerEvent,
} from '@serverless-ws/chat-domain';
import type { VirtualTime } from './virtual-time.js';

/** Milliseconds of one post. */
const POST = 15;

/** What a member has been sent: all positions up to `through`, and those above. */
interface Seen {
  through: number;
  readonly above: Set<number>;
}

/** What was sent to all members of all rooms. */
export interface SocketCounts {
  posts: number;
  /** Entries in these posts. */
  entries: number;
  /** Entries that a member had been sent before. */
  doubled: number;
  /** Entries that arrived above one that the member lacked, so that they could not be shown at once. */
  held: number;
}

/** The sockets of members who are always there: counts what arrives, and says when a message could be shown. */
export class CountingSockets {
  readonly counts: SocketCounts = { posts: 0, entries: 0, doubled: 0, held: 0 };
  readonly #seen = new Map<string, Seen>();

  readonly #time: VirtualTime;
  readonly #onShown: (room: string, seq: number, at: number) => void;

  /** @param onShown - told of each entry, when it and all below it have arrived at a member */
  constructor(time: VirtualTime, onShown: (room: string, seq: number, at: number) => void) {
    this.#time = time;
    this.#onShown = onShown;
  }

  /** A gateway that posts so many times a second. */
  gateway(postsPerSecond: number): MessageGateway {
    return {
      deliver: (event, recipients) => this.#deliver(event, recipients, postsPerSecond),
      disconnect: async () => undefined,
      probe: async () => 'open',
    };
  }

  async #deliver<R extends Recipient>(
    event: ServerEvent,
    pages: AsyncIterable<readonly R[]>,
    rate: number,
  ): Promise<DeliverySummary> {
    const start = this.#time.now();
    let delivered = 0;
    for await (const page of pages) {
      for (const { connectionId } of page) {
        this.#receive(connectionId, event, start + POST + (delivered * 1_000) / rate);
        delivered += 1;
      }
    }
    await this.#time.wait(Math.max(0, start + POST + (delivered * 1_000) / rate - this.#time.now()));
    return { delivered, gone: 0, failed: 0 };
  }

  #receive(connectionId: string, event: ServerEvent, at: number): void {
    if (!isMessagesEvent(event)) return;
    const seen = this.#seenBy(connectionId);
    this.counts.posts += 1;
    for (const { seq } of event.entries) {
      this.counts.entries += 1;
      if (seq <= seen.through || seen.above.has(seq)) this.counts.doubled += 1;
      else seen.above.add(seq);
    }
    while (seen.above.delete(seen.through + 1)) {
      seen.through += 1;
      this.#onShown(event.room, seen.through, at);
    }
    this.counts.held += seen.above.size;
  }

  #seenBy(connectionId: string): Seen {
    const seen = this.#seen.get(connectionId) ?? { through: 0, above: new Set() };
    this.#seen.set(connectionId, seen);
    return seen;
  }
}
