import { BrokenPromise } from '../contracts/expectation.js';
import type { Clock, LogCursor, LogEntry, MessageRepository, SendReceipt } from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';
import { RecordedLog, type Recorded } from './recorded-log.js';
import type { Invocation } from './scheduler.js';

/**
 * Records for ever each message that is really stored in the log, whether or not a caller learns of it. A room whose head
 * was deleted has another log, numbered anew: epochs say which one a position is of.
 */
export class Oracle {
  readonly #logs = new Map<string, RecordedLog>();
  #log = new RecordedLog();
  readonly #byKey = new Map<string, Recorded>();
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
      if (isHead(result) && !this.#logs.has(result.epoch)) this.#logs.set(result.epoch, this.#log);
      return result;
    });
  }

  /**
   * The head of the room was deleted: what is stored from now on is in another log. That is broken while entries of the
   * log have not expired, or members are connected, who may be in shards that the next head does not have.
   */
  endLog(members: readonly string[]): void {
    const left = this.#log.living(this.#clock.now());
    if (left.length > 0) this.#broken ??= new BrokenPromise(`ended too early: before ${left.join()} expired`);
    if (members.length > 0) this.#broken ??= new BrokenPromise(`ended too early: under ${members.join()}`);
    this.#log = new RecordedLog();
  }

  /** A room that has a head is not on the list of rooms: it would be left out where all rooms start a new epoch. */
  missRoom(room: string): void {
    this.#broken ??= new BrokenPromise(`not listed: ${room}`);
  }

  /** Whether an epoch is of the log that the room has now. */
  isCurrent(epoch: string): boolean {
    return this.#logs.get(epoch) === this.#log;
  }

  /** Breaks where an invocation that met no fault has left a position that it reserved without message and filler. */
  leftEmpty({ name, isHarmed, reserved }: Invocation): BrokenPromise | null {
    const current = reserved.filter(({ epoch }) => this.isCurrent(epoch)).map(({ seq }) => seq);
    const empty = isHarmed ? [] : current.filter((seq) => !this.#log.isFinal(seq));
    return empty.length === 0 ? null : new BrokenPromise(`left empty: ${empty.join()} by ${name}`);
  }

  /**
   * Checks that the text which was acknowledged at a position is the one that is stored there.
   * @throws BrokenPromise
   */
  expectText(position: LogCursor, text: string): void {
    const entry = this.at(position);
    if (entry !== undefined && 'text' in entry && entry.text !== text) {
      throw new BrokenPromise(`lost: ${text} was acknowledged at ${position.seq}, where ${entry.text} is`);
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

  /** The first message that was stored twice, log that ended too early, or room left out of the list. Kept, not thrown: no invocation may be left. */
  get broken(): BrokenPromise | null {
    return this.#broken;
  }

  /** What was stored at a position, even if it has expired since. */
  at({ epoch, seq }: LogCursor): Recorded | undefined {
    return this.#logs.get(epoch)?.at(seq);
  }

  /** The positions in `from..through` of an epoch's log that hold something to show. */
  positions(epoch: string, from: number, through: number): readonly number[] {
    return this.#logs.get(epoch)?.positions(from, through) ?? [];
  }

  #record(value: unknown): void {
    if (!isEntry(value)) return;
    // What has expired by the time it is stored was never in the log: no reader sees it.
    const isSeen = isRecorded(value) && value.expiresAt > this.#clock.now();
    this.#log.add(value.seq, isSeen ? value : null);
    if (!isSeen) return;
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

function isHead(value: unknown): value is LogCursor {
  return typeof value === 'object' && value !== null && 'epoch' in value && 'shards' in value;
}

function isRecorded(value: unknown): value is Recorded {
  return isEntry(value) && value.kind !== 'filler';
}

/** The key of which the log may hold one entry; `null` for an entry without a key. */
function keyOf(entry: Recorded): string | null {
  if (entry.kind === 'deletion') return `deletion of ${entry.target.id}`;
  return entry.clientMessageId === undefined ? null : `${entry.sender.id} ${entry.clientMessageId}`;
}
