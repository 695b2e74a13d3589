/** One message of a load. Times in milliseconds of one monotonic clock. */
interface Sent {
  readonly at: number;
  /** Clients that must show it: those of its room. */
  readonly audience: number;
  acked: number | null;
  /** Clients that have shown it. */
  shown: number;
  /** When the latest of them did. */
  last: number;
}

/** What a client has shown, message by message. */
interface Shown {
  /** A bit for each message of the load. */
  bits: Uint8Array;
  /** The latest position in the log. */
  seq: number;
}

/** The median, and how the slowest did, in milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** What the clients of a load have sent and seen, held against the guarantees. */
export interface LedgerSummary {
  readonly sent: number;
  readonly acked: number;
  /** Times that a message was shown by a client. */
  readonly shown: number;
  /** Times that an acknowledged message was not shown by a client of its room. */
  readonly lost: number;
  /** Times that a client showed a message again. */
  readonly doubled: number;
  /** Times that a client showed a message after one with a higher position. */
  readonly disordered: number;
  /** From sending a message to its acknowledgement. */
  readonly ack: Times;
  /** From sending a message to the last client that showed it. */
  readonly last: Times;
}

/** Keeps account of a load in a few bits a client and message, so that thousands of clients fit into one process. */
export class Ledger {
  readonly #messages: Sent[] = [];
  readonly #clients: readonly Shown[];
  #doubled = 0;
  #disordered = 0;

  /** @param clients - all have joined before the first message is sent */
  constructor(clients: number) {
    this.#clients = Array.from({ length: clients }, () => ({ bits: new Uint8Array(16), seq: 0 }));
  }

  /**
   * @param audience - how many clients must show it; all, unless there are several rooms
   * @returns the number of the message, from 0 on
   */
  sent(at: number, audience = this.#clients.length): number {
    return this.#messages.push({ at, audience, acked: null, shown: 0, last: at }) - 1;
  }

  /** The server has acknowledged a message. */
  acked(message: number, at: number): void {
    const sent = this.#messages[message];
    if (sent !== undefined) sent.acked = at;
  }

  /** A client has shown a message, at this position in the log. */
  shown(client: number, message: number, seq: number, at: number): void {
    const sent = this.#messages[message];
    const shown = this.#clients[client];
    if (sent === undefined || shown === undefined) return;
    if (seq < shown.seq) this.#disordered += 1;
    shown.seq = Math.max(shown.seq, seq);
    const [index, bit] = [message >> 3, 1 << (message & 7)];
    if (index >= shown.bits.length) shown.bits = grown(shown.bits, index);
    const before = shown.bits[index] ?? 0;
    if ((before & bit) !== 0) {
      this.#doubled += 1;
      return;
    }
    shown.bits[index] = before | bit;
    sent.shown += 1;
    sent.last = at;
  }

  /** Whether every message is acknowledged, and every client of its room has shown it. */
  get isComplete(): boolean {
    return this.#messages.every(({ acked, audience, shown }) => acked !== null && shown === audience);
  }

  /** The account as it stands. */
  summary(): LedgerSummary {
    const acked = this.#messages.filter((message) => message.acked !== null);
    const reached = acked.filter(({ audience, shown }) => shown === audience);
    return {
      sent: this.#messages.length,
      acked: acked.length,
      shown: this.#messages.reduce((sum, { shown }) => sum + shown, 0),
      lost: acked.reduce((sum, { audience, shown }) => sum + audience - shown, 0),
      doubled: this.#doubled,
      disordered: this.#disordered,
      ack: times(acked.map((message) => (message.acked ?? 0) - message.at)),
      last: times(reached.map(({ at, last }) => last - at)),
    };
  }
}

function grown(bits: Uint8Array, index: number): Uint8Array {
  const more = new Uint8Array(2 * (index + 1));
  more.set(bits);
  return more;
}

function times(values: readonly number[]): Times {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
