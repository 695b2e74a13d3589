import { BrokenPromise } from '../contracts/expectation.js';
import type { LogEntry, Clock, MessageRepository, SendReceipt } from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';
import type { Invocation } from './scheduler.js';

/** A message of the log, and when it got there. */
type Recorded = Exclude<LogEntry, { kind: 'filler' }>;

/** Records for ever each message that is really stored in the log, whether or not a caller learns of it. */
export class Oracle {
  readonly #positions = new Map<number, Recorded>();
  readonly #byKey = new Map<string, Recorded>();
  readonly #final = new Set<number>();
  #broken: BrokenPromise | null = null;

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The same repository, watched. Wraps the store directly: nothing can be lost in between. */
  watch(messages: MessageRepository): MessageRepository {
    return intercept(messages, async ({ method, args, proceed }) => {
      const result = await proceed();
      if (method === 'append' && result === null) this.#record(args[1]);
      return result;
    });
  }

  /** Breaks where an invocation that met no fault has left a position that it reserved without message and filler. */
  leftEmpty({ name, isHarmed, reserved }: Invocation): BrokenPromise | null {
    const empty = isHarmed ? [] : reserved.filter((seq) => !this.#final.has(seq));
    return empty.length === 0 ? null : new BrokenPromise(`left empty: ${empty.join()} by ${name}`);
  }

  /**
   * Checks that the text which was acknowledged at a position is the one that is stored there.
   * @throws BrokenPromise
   */
  expectText(seq: number, text: string): void {
    const entry = this.at(seq);
    if (entry !== undefined && 'text' in entry && entry.text !== text) {
      throw new BrokenPromise(`lost: ${text} was acknowledged at ${seq}, where ${entry.text} is`);
    }
  }

  /**
   * Checks that a sender without echo got its entry by the receipt, and that its own connection was not posted to.
   * @throws BrokenPromise
   */
  expectNoEcho({ seq, id, entry }: SendReceipt, connectionId: string, { posted }: Invocation): void {
    if (entry?.seq !== seq || entry.id !== id) throw new BrokenPromise(`no entry in the receipt of ${seq}`);
    if (posted.includes(connectionId)) throw new BrokenPromise(`echoed: ${seq} to ${connectionId}`);
  }

  /** The first message that was stored twice, if any. Kept, not thrown: the invocation may have crashed already. */
  get broken(): BrokenPromise | null {
    return this.#broken;
  }

  /** What was stored at a position, even if it has expired since. */
  at(seq: number): Recorded | undefined {
    return this.#positions.get(seq);
  }

  /** The positions in `from..through` that hold something to show. */
  positions(from: number, through: number): readonly number[] {
    return [...this.#positions.keys()].filter((seq) => seq >= from && seq <= through).sort((a, b) => a - b);
  }

  #record(value: unknown): void {
    if (isEntry(value)) this.#final.add(value.seq);
    // What has expired by the time it is stored was never in the log: no reader sees it.
    if (!isRecorded(value) || value.expiresAt <= this.#clock.now()) return;
    this.#positions.set(value.seq, value);
    const key = keyOf(value);
    if (key === null) return;
    const earlier = this.#byKey.get(key);
    if (earlier !== undefined && earlier.expiresAt > this.#clock.now()) {
      this.#broken ??= new BrokenPromise(`doubled: ${key} is at ${earlier.seq} and at ${value.seq}`);
    }
    this.#byKey.set(key, value);
  }
}

function isEntry(value: unknown): value is LogEntry {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function isRecorded(value: unknown): value is Recorded {
  return isEntry(value) && value.kind !== 'filler';
}

/** The key of which the log may hold one entry; `null` for an entry without a key. */
function keyOf(entry: Recorded): string | null {
  if (entry.kind === 'deletion') return `deletion of ${entry.target.id}`;
  return entry.clientMessageId === undefined ? null : `${entry.sender.id} ${entry.clientMessageId}`;
}
