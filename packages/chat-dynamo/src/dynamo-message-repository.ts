import type {
  Clock,
  DirectSide,
  IdempotencyRecord,
  LogCursor,
  LogEntry,
  Message,
  MessageEdit,
  MessageReference,
  MessageRepository,
  ReactionMark,
  ReadRange,
  Reservation,
  ReservationPurpose,
  RoomHead,
  RoomPage,
  RoomPageOptions,
  UnsentPositions,
  VisibleEntry,
} from '@serverless-ws/chat-domain';
import { isMessage } from '@serverless-ws/chat-domain';
import { DynamoRoomHeads } from './dynamo-room-heads.js';
import { contentChange } from './items/content-change.js';
import { KINDS, entryItem, entryOf } from './items/entry-item.js';
import { idempotencyRecordItem, idempotencyRecordOf } from './items/idempotency-record-item.js';
import { marksOf, markChange, reactionsItem, type ReactedMessage } from './items/reactions-item.js';
import { completeEntries, countEntries, entriesOf } from './log-rows.js';
import type { ChatTable } from './table/chat-table.js';
import { get, putIf, update } from './table/chat-table.js';
import { lives, type Item } from './table/item.js';
import {
  entryKey,
  idempotencyRecordKey,
  logPartition,
  position,
  reactionsKey,
  reactionsPosition,
} from './table/keys.js';
import { putIfEmpty } from './table/put-if-empty.js';
import { queryPage } from './table/query-page.js';

/** Items of a page after the first, which was short because entries on it had expired. */
const FURTHER_PAGE = 100;

/** The log of every room, one partition each. Rejects with `ChatError` `unavailable` when DynamoDB does not respond. */
export class DynamoMessageRepository implements MessageRepository {
  readonly #table: ChatTable;
  readonly #clock: Clock;
  readonly #heads: DynamoRoomHeads;

  constructor({ clock, ...table }: ChatTable & { readonly clock: Clock }) {
    this.#table = table;
    this.#clock = clock;
    this.#heads = new DynamoRoomHeads(table, clock);
  }

  head(room: string): Promise<RoomHead | null> {
    return this.#heads.head(room);
  }

  heads(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    return this.#heads.heads(rooms);
  }

  recentHeads(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    return this.#heads.heads(rooms, false);
  }

  getOrCreate(room: string, epoch: string, now: number, keptUntil?: number): Promise<RoomHead> {
    return this.#heads.getOrCreate(room, epoch, now, keptUntil);
  }

  reserveNext(
    room: string,
    epoch: string,
    now: number,
    keptUntil?: number,
    purpose?: ReservationPurpose,
  ): Promise<Reservation> {
    return this.#heads.reserveNext(room, epoch, now, keptUntil, purpose);
  }

  noteUnsent(room: string, epoch: string, positions: UnsentPositions): Promise<void> {
    return this.#heads.noteUnsent(room, epoch, positions);
  }

  markBatched(room: string, batched: boolean): Promise<void> {
    return this.#heads.markBatched(room, batched);
  }

  doubleShards(room: string, from: number): Promise<number> {
    return this.#heads.doubleShards(room, from);
  }

  noteListed(room: string, side: DirectSide, until: number): Promise<void> {
    return this.#heads.noteListed(room, side, until);
  }

  startEpoch(room: string, epoch: string): Promise<RoomHead> {
    return this.#heads.startEpoch(room, epoch);
  }

  rooms(options: RoomPageOptions): Promise<RoomPage> {
    return this.#heads.rooms(options);
  }

  async find(room: string, seq: number): Promise<LogEntry | null> {
    const item = await get(this.#table, entryKey(room, seq));
    return lives(item, this.#clock.now()) ? entryOf(item) : null;
  }

  async read(room: string, range: ReadRange): Promise<readonly LogEntry[]> {
    const { from, to, order, limit, reactions = false } = range;
    // DynamoDB rejects an empty range and a limit below 1.
    if (from > to || to < 0 || limit < 1) return [];
    const now = this.#clock.now();
    const descending = order === 'descending';
    const rows = {
      partition: logPartition(room),
      between: [position(from), reactions ? reactionsPosition(to) : position(to)] as const,
      descending,
    };
    const isEnough = (items: readonly Item[]): boolean =>
      (reactions ? completeEntries(items, now, descending) : countEntries(items, now)) >= limit;
    // Each message may have a row of reactions beside its own.
    const first = await queryPage(this.#table, rows, { limit: reactions ? 2 * limit : limit });
    const items = [...first.items];
    for (let after = first.next; after !== undefined && !isEnough(items);) {
      const page = await queryPage(this.#table, rows, { limit: FURTHER_PAGE, after });
      items.push(...page.items);
      after = page.next;
    }
    return entriesOf(items, now, reactions).slice(0, limit);
  }

  async append(room: string, entry: LogEntry): Promise<LogEntry | null> {
    const there = await putIfEmpty(this.#table, entryItem(room, entry), this.#clock.now());
    return there && entryOf(there);
  }

  async replace(room: string, entry: VisibleEntry, expected: VisibleEntry['kind']): Promise<boolean> {
    return putIf(this.#table, entryItem(room, entry), {
      expression: 'k = :kind AND i = :id AND x > :now',
      values: { ':kind': KINDS[expected], ':id': entry.id, ':now': this.#clock.now() },
    });
  }

  async edit(room: string, target: MessageReference, edit: MessageEdit): Promise<Message | null> {
    const { change, condition } = contentChange(target, edit, this.#clock.now());
    const changed = await update(this.#table, entryKey(room, target.seq), change, condition);
    // Condition failed: a later edit was faster, or this one was made before; or there is no such message.
    const entry = changed === null ? await this.find(room, target.seq) : entryOf(changed);
    return entry !== null && isMessage(entry) && entry.id === target.id ? entry : null;
  }

  async react(room: string, target: ReactedMessage, mark: ReactionMark): Promise<void> {
    const key = reactionsKey(room, target.seq);
    const { change, condition } = markChange(target, mark);
    if ((await update(this.#table, key, change, condition)) !== null) return;
    // Condition failed: a later mark is there, or what an earlier log of the room had at this position, for its deletion.
    const item = { ...key, ...reactionsItem(target, mark) };
    const isReplaced = await putIf(this.#table, item, {
      expression: 'i <> :id',
      values: { ':id': target.id },
    });
    // Another user's mark may have replaced that at the same time.
    if (!isReplaced) await update(this.#table, key, change, condition);
  }

  async reactions(room: string, { seq, id }: MessageReference): Promise<readonly ReactionMark[]> {
    return marksOf(await get(this.#table, reactionsKey(room, seq)), id, this.#clock.now());
  }

  async findIdempotencyRecord(userId: string, clientMessageId: string): Promise<IdempotencyRecord | null> {
    const item = await get(this.#table, idempotencyRecordKey(userId, clientMessageId));
    return lives(item, this.#clock.now()) ? idempotencyRecordOf(item) : null;
  }

  async putIfAbsent(record: IdempotencyRecord): Promise<IdempotencyRecord | null> {
    const there = await putIfEmpty(this.#table, idempotencyRecordItem(record), this.#clock.now());
    return there && idempotencyRecordOf(there);
  }

  async move(record: IdempotencyRecord, from: LogCursor): Promise<IdempotencyRecord> {
    const { epoch, seq } = from;
    const moved = await putIf(this.#table, idempotencyRecordItem(record), {
      expression: 'r = :room AND e = :epoch AND q = :seq AND x > :now',
      values: { ':room': record.room, ':epoch': epoch, ':seq': seq, ':now': this.#clock.now() },
    });
    // Condition failed: moved before, by another writer or by our own try whose response was lost; or expired.
    return moved ? record : ((await this.putIfAbsent(record)) ?? record);
  }
}
