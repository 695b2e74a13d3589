import type {
  Clock,
  LogCursor,
  LogEntry,
  MessageRepository,
  ReadRange,
  RoomHead,
  IdempotencyRecord,
  Reservation,
  UnsentPositions,
  VisibleEntry,
} from '@serverless-ws/chat-domain';
import { ChatError } from '@serverless-ws/chat-domain';
import { KINDS, entryItem, entryOf } from './items/entry-item.js';
import { headOf, isHalfGone } from './items/head-item.js';
import { idempotencyRecordItem, idempotencyRecordOf } from './items/idempotency-record-item.js';
import type { ChatTable, Condition } from './table/chat-table.js';
import { get, putIf, update } from './table/chat-table.js';
import { lives, seconds, type Item } from './table/item.js';
import { entryKey, headKey, logPartition, idempotencyRecordKey, position } from './table/keys.js';
import { putIfEmpty } from './table/put-if-empty.js';
import { queryPage } from './table/query-page.js';
import { readBatch } from './table/read-batch.js';
import { TTL_ATTRIBUTE } from './table-definition.js';

/** Sets the attributes of a new head and keeps those of an existing one. */
const IF_NEW = 'e = if_not_exists(e, :epoch), c = if_not_exists(c, :now), n = if_not_exists(n, :one)';
/** Items of a page after the first, which was short because entries on it had expired. */
const FURTHER_PAGE = 100;

/** What a write changes in a head: clauses of an update expression, and the values they name. */
interface HeadChange {
  readonly set: string;
  readonly add: string;
  readonly values: Item;
}

/** The log of every room, one partition each. Rejects with `ChatError` `unavailable` when DynamoDB does not respond. */
export class DynamoMessageRepository implements MessageRepository {
  readonly #table: ChatTable;
  readonly #clock: Clock;

  constructor({ clock, ...table }: ChatTable & { readonly clock: Clock }) {
    this.#table = table;
    this.#clock = clock;
  }

  async head(room: string): Promise<RoomHead | null> {
    const item = await get(this.#table, headKey(room));
    return item && headOf(item);
  }

  async heads(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    const items = await readBatch(this.#table, [...new Set(rooms)].map(headKey));
    return items.map(headOf);
  }

  async recentHeads(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    const items = await readBatch(this.#table, [...new Set(rooms)].map(headKey), { consistent: false });
    return items.map(headOf);
  }

  async getOrCreate(room: string, epoch: string, now: number, keptUntil?: number): Promise<RoomHead> {
    // The head nearly always exists, and a read costs a tenth of a write.
    const item = await get(this.#table, headKey(room));
    if (item !== null && !isHalfGone(item, now, keptUntil)) return headOf(item);
    const set = `q = if_not_exists(q, :zero), t = if_not_exists(t, :now), ${IF_NEW}`;
    const values = { ':epoch': epoch, ':now': now, ':zero': 0, ':one': 1 };
    return this.#keep(room, { set, add: '', values }, keptUntil);
  }

  async reserveNext(
    room: string,
    epoch: string,
    now: number,
    keptUntil?: number,
    isMessage = true,
  ): Promise<Reservation> {
    const values = { ':epoch': epoch, ':now': now, ':one': 1 };
    const add = isMessage ? ' ADD q :one' : ' ADD q :one, o :one';
    return this.#keep(room, { set: `t = :now, ${IF_NEW}`, add, values }, keptUntil);
  }

  async noteUnsent(room: string, epoch: string, { add, drop }: UnsentPositions): Promise<void> {
    // What is dropped first: a crash in between leaves fewer, which is the safe side.
    for (const [clause, seqs] of [['DELETE', drop] as const, ['ADD', add] as const]) {
      if (seqs.length === 0) continue;
      const values = { ':seqs': new Set(seqs), ':epoch': epoch };
      await update(this.#table, headKey(room), { expression: `${clause} z :seqs`, values }, 'e = :epoch');
    }
  }

  async doubleShards(room: string, from: number): Promise<number> {
    const change = { expression: 'SET n = :double', values: { ':from': from, ':double': from * 2 } };
    const grown = await update(this.#table, headKey(room), change, 'n = :from');
    return grown === null ? ((await this.head(room))?.shards ?? 1) : headOf(grown).shards;
  }

  async startEpoch(room: string, epoch: string): Promise<RoomHead> {
    const change = { expression: 'SET e = :epoch', values: { ':epoch': epoch } };
    const renewed = await update(this.#table, headKey(room), change, 'attribute_exists(PK)');
    if (renewed === null) throw new ChatError('invalid_room', 'The room does not exist.');
    return headOf(renewed);
  }

  async find(room: string, seq: number): Promise<LogEntry | null> {
    const item = await get(this.#table, entryKey(room, seq));
    return lives(item, this.#clock.now()) ? entryOf(item) : null;
  }

  async read(room: string, { from, to, order, limit }: ReadRange): Promise<readonly LogEntry[]> {
    // DynamoDB rejects an empty range and a limit below 1.
    if (from > to || to < 0 || limit < 1) return [];
    const now = this.#clock.now();
    const descending = order === 'descending';
    const range = {
      partition: logPartition(room),
      between: [position(from), position(to)] as const,
      descending,
    };
    const first = await queryPage(this.#table, range, { limit });
    const entries = first.items.filter((item) => lives(item, now)).map(entryOf);
    for (let after = first.next; after !== undefined && entries.length < limit;) {
      const page = await queryPage(this.#table, range, { limit: FURTHER_PAGE, after });
      entries.push(...page.items.filter((item) => lives(item, now)).map(entryOf));
      after = page.next;
    }
    return entries.slice(0, limit);
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

  /** Changes a head, whole also where there was none, and moves its end to the one given, in one write. */
  async #keep(room: string, { set, add, values }: HeadChange, keptUntil?: number): Promise<RoomHead> {
    const change = (end: string): Condition => ({ expression: `SET ${set}${end}${add}`, values });
    if (keptUntil === undefined) return this.#change(room, change(''));
    const ending = (end: string): Condition => ({
      ...change(`, #ttl = ${end}`),
      values: { ...values, ':end': seconds(keptUntil) },
      names: { '#ttl': TTL_ATTRIBUTE },
    });
    const moved = await update(
      this.#table,
      headKey(room),
      ending(':end'),
      'attribute_not_exists(#ttl) OR #ttl <= :end',
    );
    // Condition failed: the end is later already, as this write is late, or as entries were kept longer before.
    return moved === null ? this.#change(room, ending('if_not_exists(#ttl, :end)')) : headOf(moved);
  }

  async #change(room: string, change: Condition): Promise<RoomHead> {
    const head = await update(this.#table, headKey(room), change);
    if (head === null) throw new ChatError('internal', 'The store returned no head.');
    return headOf(head);
  }
}
