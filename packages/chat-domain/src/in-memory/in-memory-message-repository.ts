import { roomKind } from '../model/access/room-kind.js';
import { ChatError } from '../model/chat-error.js';
import type { LogCursor } from '../model/log-cursor.js';
import {
  isMessage,
  isVisible,
  type LogEntry,
  type Message,
  type MessageReference,
  type VisibleEntry,
} from '../model/log-entry.js';
import type { DirectSide, RoomHead } from '../model/room-head.js';
import type { Clock } from '../ports/clock.js';
import type {
  MessageEdit,
  MessageRepository,
  ReadRange,
  IdempotencyRecord,
  Reservation,
  UnsentPositions,
  RoomPage,
  RoomPageOptions,
} from '../ports/message-repository.js';

/** A head, and from when it may be deleted, in epoch milliseconds; `undefined` without an end. */
interface KeptHead {
  readonly head: RoomHead;
  readonly keptUntil: number | undefined;
}

/** The log of every room in maps. For tests, and for servers of one process. */
export class InMemoryMessageRepository implements MessageRepository {
  #heads = new Map<string, KeptHead>();
  #logs = new Map<string, Map<number, LogEntry>>();
  #records = new Map<string, IdempotencyRecord>();

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A repository of its own that holds what this one holds now: for stale reads, or a backup to restore. */
  snapshot(): InMemoryMessageRepository {
    const copy = new InMemoryMessageRepository(this.#clock);
    copy.#heads = new Map(this.#heads);
    copy.#logs = new Map([...this.#logs].map(([room, log]) => [room, new Map(log)]));
    copy.#records = new Map(this.#records);
    return copy;
  }

  /** Deletes what has ended by `now` (epoch milliseconds), as a store's own deletion would: late, and in one go. */
  deleteExpired(now: number): void {
    for (const [room, { keptUntil = Infinity }] of this.#heads) {
      if (keptUntil <= now) this.#heads.delete(room);
    }
    for (const kept of [this.#records, ...this.#logs.values()]) deleteEnded(kept, now);
  }

  async head(room: string): Promise<RoomHead | null> {
    return this.#heads.get(room)?.head ?? null;
  }

  async heads(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    return [...new Set(rooms)].flatMap((room) => this.#heads.get(room)?.head ?? []);
  }

  recentHeads(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    return this.heads(rooms);
  }

  async getOrCreate(room: string, epoch: string, now: number, keptUntil?: number): Promise<RoomHead> {
    const kept = this.#heads.get(room);
    if (kept === undefined) {
      return this.#keep({ room, epoch, seq: 0, reservedAt: now, createdAt: now, shards: 1 }, keptUntil);
    }
    const isHalfGone = keptUntil !== undefined && (kept.keptUntil ?? now) < (now + keptUntil) / 2;
    return isHalfGone ? this.#keep(kept.head, keptUntil) : kept.head;
  }

  async reserveNext(
    room: string,
    epoch: string,
    now: number,
    keptUntil?: number,
    isMessage = true,
  ): Promise<Reservation> {
    const known = this.#heads.get(room)?.head;
    const head = known ?? { room, epoch, seq: 0, createdAt: now, shards: 1 };
    const nonMessages = isMessage ? {} : { nonMessages: (known?.nonMessages ?? 0) + 1 };
    return this.#keep({ ...head, ...nonMessages, seq: head.seq + 1, reservedAt: now }, keptUntil);
  }

  async noteUnsent(room: string, epoch: string, { add, drop }: UnsentPositions): Promise<void> {
    const head = this.#heads.get(room)?.head;
    if (head?.epoch !== epoch || add.length + drop.length === 0) return;
    const kept = (head.unsent ?? []).filter((seq) => !drop.includes(seq));
    this.#keep({ ...head, unsent: [...new Set([...kept, ...add])].sort((a, b) => a - b) });
  }

  async doubleShards(room: string, from: number): Promise<number> {
    const head = this.#heads.get(room)?.head;
    if (head === undefined) return 1;
    return this.#keep(head.shards === from ? { ...head, shards: from * 2 } : head).shards;
  }

  async noteListed(room: string, side: DirectSide, until: number): Promise<void> {
    const head = this.#heads.get(room)?.head;
    if (head === undefined) return;
    const latest = Math.max(until, head.listedUntil?.[side] ?? 0);
    this.#keep({ ...head, listedUntil: { ...head.listedUntil, [side]: latest } });
  }

  async startEpoch(room: string, epoch: string): Promise<RoomHead> {
    const head = this.#heads.get(room)?.head;
    if (head === undefined) throw new ChatError('invalid_room', 'The room does not exist.');
    return this.#keep({ ...head, epoch });
  }

  async rooms({ kind, limit, from = '' }: RoomPageOptions): Promise<RoomPage> {
    const all = [...this.#heads.keys()].filter((room) => roomKind(room) === kind && room > from).sort();
    const rooms = all.slice(0, limit);
    const last = rooms.at(-1);
    return last === undefined || rooms.length === all.length ? { rooms } : { rooms, next: last };
  }

  async find(room: string, seq: number): Promise<LogEntry | null> {
    return this.#entry(room, seq);
  }

  async read(room: string, { from, to, order, limit }: ReadRange): Promise<readonly LogEntry[]> {
    const entries = [...this.#log(room).values()]
      .filter((entry) => entry.seq >= from && entry.seq <= to && this.#lives(entry))
      .sort((a, b) => (order === 'ascending' ? a.seq - b.seq : b.seq - a.seq));
    return entries.slice(0, Math.max(0, limit));
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

  // Check and write happen in one turn, with no `await` between them: that is what makes each write atomic.

  #entry(room: string, seq: number): LogEntry | null {
    const entry = this.#log(room).get(seq);
    return entry !== undefined && this.#lives(entry) ? entry : null;
  }

  #record(of: Pick<IdempotencyRecord, 'userId' | 'clientMessageId'>): IdempotencyRecord | null {
    const record = this.#records.get(idempotencyRecordKey(of));
    return record !== undefined && this.#lives(record) ? record : null;
  }

  /** Stores a head; its end stays, unless a later one is given. */
  #keep(head: RoomHead, keptUntil?: number): RoomHead {
    const ends = [this.#heads.get(head.room)?.keptUntil, keptUntil].filter((end) => end !== undefined);
    this.#heads.set(head.room, { head, keptUntil: ends.length > 0 ? Math.max(...ends) : undefined });
    return head;
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
  if (entry.kind !== 'edit' || entry.content === undefined) return { ...entry };
  const { kind, seq, reservedAt, expiresAt, id, sender, target, clientMessageId } = entry;
  const own = clientMessageId === undefined ? {} : { clientMessageId };
  return { kind, seq, reservedAt, expiresAt, id, sender, target, ...own };
}

/** What an edit does not change of a message. */
function besideContent({ kind, seq, reservedAt, expiresAt, id, sender, ...rest }: Message) {
  const { clientMessageId, replyTo } = rest;
  return {
    ...{ kind, seq, reservedAt, expiresAt, id, sender },
    ...(clientMessageId !== undefined && { clientMessageId }),
    ...(replyTo !== undefined && { replyTo }),
  };
}

function idempotencyRecordKey({
  userId,
  clientMessageId,
}: Pick<IdempotencyRecord, 'userId' | 'clientMessageId'>): string {
  return JSON.stringify([userId, clientMessageId]);
}

function deleteEnded(kept: Map<unknown, { readonly expiresAt: number }>, now: number): void {
  for (const [key, { expiresAt }] of kept) if (expiresAt <= now) kept.delete(key);
}
