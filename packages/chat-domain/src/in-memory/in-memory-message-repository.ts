import type { LogCursor } from '../model/log-cursor.js';
import {
  isMessage,
  isVisible,
  type LogEntry,
  type Message,
  type MessageReference,
  type VisibleEntry,
} from '../model/log-entry.js';
import type { MessageContent } from '../model/message-content.js';
import type { ReactionMark } from '../model/reaction.js';
import type { Clock } from '../ports/clock.js';
import type {
  MessageEdit,
  MessageRepository,
  ReadRange,
  ReplacedRecord,
  IdempotencyRecord,
} from '../ports/message-repository.js';
import { InMemoryReactions } from './in-memory-reactions.js';

/** The entries of every room's log in maps. For tests, and for servers of one process. */
export class InMemoryMessageRepository implements MessageRepository {
  #logs = new Map<string, Map<number, LogEntry>>();
  #records = new Map<string, IdempotencyRecord>();
  #reactions = new InMemoryReactions();

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A repository of its own that holds what this one holds now: for stale reads, or a backup to restore. */
  snapshot(): InMemoryMessageRepository {
    const copy = new InMemoryMessageRepository(this.#clock);
    copy.#logs = new Map([...this.#logs].map(([room, log]) => [room, new Map(log)]));
    copy.#records = new Map(this.#records);
    copy.#reactions = this.#reactions.snapshot();
    return copy;
  }

  /** Deletes what has ended by `now` (epoch milliseconds), as a store's own deletion would: late, and in one go. */
  deleteExpired(now: number): void {
    this.#reactions.deleteExpired(now);
    for (const kept of [this.#records, ...this.#logs.values()]) deleteEnded(kept, now);
  }

  async find(room: string, seq: number): Promise<LogEntry | null> {
    return this.#entry(room, seq);
  }

  async read(room: string, { from, to, order, limit, reactions }: ReadRange): Promise<readonly LogEntry[]> {
    const entries = [...this.#log(room).values()]
      .filter((entry) => entry.seq >= from && entry.seq <= to && this.#lives(entry))
      .sort((a, b) => (order === 'ascending' ? a.seq - b.seq : b.seq - a.seq));
    const within = entries.slice(0, Math.max(0, limit));
    return reactions === true ? within.map((entry) => this.#withReactions(room, entry)) : within;
  }

  async append(room: string, entry: LogEntry): Promise<LogEntry | null> {
    const there = this.#entry(room, entry.seq);
    if (there === null) this.#log(room).set(entry.seq, stored(entry));
    return there;
  }

  async replace(room: string, entry: VisibleEntry, expected: VisibleEntry['kind']): Promise<boolean> {
    const there = this.#entry(room, entry.seq);
    if (there === null || !isVisible(there)) return false;
    if (there.kind !== expected || there.id !== entry.id) return false;
    this.#log(room).set(entry.seq, { ...entry });
    return true;
  }

  async edit(
    room: string,
    target: MessageReference,
    { content, seq, at }: MessageEdit,
  ): Promise<Message | null> {
    const there = this.#entry(room, target.seq);
    if (there === null || !isMessage(there) || there.id !== target.id) return null;
    if (there.edited !== undefined && there.edited.seq >= seq) return there;
    const message = { ...besideContent(there), ...content, edited: { seq, at } };
    this.#log(room).set(target.seq, message);
    return message;
  }

  async react(
    room: string,
    target: Pick<Message, 'seq' | 'id' | 'expiresAt'>,
    mark: ReactionMark,
  ): Promise<void> {
    this.#reactions.note(room, target, mark);
  }

  async reactions(room: string, target: MessageReference): Promise<readonly ReactionMark[]> {
    return this.#reactions.of(room, target, this.#clock.now());
  }

  async findIdempotencyRecord(userId: string, clientMessageId: string): Promise<IdempotencyRecord | null> {
    return this.#record({ userId, clientMessageId });
  }

  async putIfAbsent(record: IdempotencyRecord): Promise<IdempotencyRecord | null> {
    const there = this.#record(record);
    if (there === null) this.#store(record);
    return there;
  }

  async move(record: IdempotencyRecord, from: LogCursor): Promise<IdempotencyRecord> {
    const there = this.#record(record);
    const isAtFrom = there?.room === record.room && there.epoch === from.epoch && there.seq === from.seq;
    return there === null || isAtFrom ? this.#store(record) : there;
  }

  async forgetReplacement(replaced: ReplacedRecord): Promise<void> {
    const there = this.#record(replaced);
    if (there?.room !== replaced.room || there.seq !== replaced.seq) return;
    const kept: Writable<IdempotencyRecord> = { ...there };
    delete kept.replacement;
    this.#store(kept);
  }

  /** For `UserDataRepository`: the records of a user, in order of their keys. */
  recordsOf(userId: string): readonly IdempotencyRecord[] {
    const own = [...this.#records.values()].filter((record) => record.userId === userId);
    return own.sort((a, b) => (a.clientMessageId < b.clientMessageId ? -1 : 1));
  }

  /** For `UserDataRepository.forgetRecord`. */
  forgetRecord(userId: string, clientMessageId: string): void {
    this.#records.delete(idempotencyRecordKey({ userId, clientMessageId }));
  }

  /** For `UserDataRepository`: replaces an entry by what `change` makes of it; `null` leaves it as it is. */
  changeEntry(room: string, seq: number, change: (entry: LogEntry) => LogEntry | null): boolean {
    const there = this.#log(room).get(seq);
    const changed = there === undefined ? null : change(there);
    if (changed !== null) this.#log(room).set(seq, changed);
    return changed !== null;
  }

  /** For `UserDataRepository.eraseReactions`. */
  forgetReactions(room: string, target: MessageReference, userId: string): void {
    this.#reactions.forget(room, target, userId);
  }

  // Check and write happen in one turn, with no `await` between them: that is what makes each write atomic.

  #entry(room: string, seq: number): LogEntry | null {
    const entry = this.#log(room).get(seq);
    return entry !== undefined && this.#lives(entry) ? entry : null;
  }

  #withReactions(room: string, entry: LogEntry): LogEntry {
    if (!isMessage(entry)) return entry;
    const marks = this.#reactions.of(room, entry, this.#clock.now());
    return marks.length === 0 ? entry : { ...entry, reactions: marks };
  }

  #record(of: Pick<IdempotencyRecord, 'userId' | 'clientMessageId'>): IdempotencyRecord | null {
    const record = this.#records.get(idempotencyRecordKey(of));
    return record !== undefined && this.#lives(record) ? record : null;
  }

  #log(room: string): Map<number, LogEntry> {
    const log = this.#logs.get(room) ?? new Map<number, LogEntry>();
    this.#logs.set(room, log);
    return log;
  }

  #store(record: IdempotencyRecord): IdempotencyRecord {
    const kept = { ...record };
    this.#records.set(idempotencyRecordKey(record), kept);
    return kept;
  }

  #lives({ expiresAt }: { readonly expiresAt: number }): boolean {
    return expiresAt > this.#clock.now();
  }
}

/** An entry as it is kept. */
function stored(entry: LogEntry): LogEntry {
  const kept: LogEntry & { content?: MessageContent } = { ...entry };
  delete kept.content;
  return kept;
}

/** What an edit does not change of a message. */
function besideContent(message: Message): Omit<Message, keyof MessageContent> {
  const kept: Omit<Message, keyof MessageContent> & Partial<Writable<MessageContent>> = { ...message };
  delete kept.text;
  delete kept.meta;
  delete kept.mentions;
  return kept;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function idempotencyRecordKey({
  userId,
  clientMessageId,
}: Pick<IdempotencyRecord, 'userId' | 'clientMessageId'>): string {
  return JSON.stringify([userId, clientMessageId]);
}

function deleteEnded(kept: Map<unknown, { readonly expiresAt: number }>, now: number): void {
  for (const [key, { expiresAt }] of kept) if (expiresAt <= now) kept.delete(key);
}
