import type {
  Clock,
  DirectSide,
  LogCursor,
  LogEntry,
  Message,
  MessageEdit,
  MessageReference,
  MessageRepository,
  ReadRange,
  RoomHead,
  IdempotencyRecord,
  Reservation,
  UnsentPositions,
  RoomPage,
  RoomPageOptions,
  VisibleEntry,
} from '@serverless-ws/chat-domain';
import { ChatError, isMessage } from '@serverless-ws/chat-domain';
import { contentChange } from './items/content-change.js';
import { KINDS, entryItem, entryOf } from './items/entry-item.js';
import { headOf, isHalfGone, isListed, LISTED } from './items/head-item.js';
import { idempotencyRecordItem, idempotencyRecordOf } from './items/idempotency-record-item.js';
import { LISTED_FOR_EVER, listedRooms, listedUntil, listRoom } from './room-list.js';
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
/** Whether a head ends no later than an end that it is given. */
const IS_EARLIER = 'attribute_not_exists(#ttl) OR #ttl <= :end';
/** Items of a page after the first, which was short because entries on it had expired. */
const FURTHER_PAGE = 100;

/** What a write changes in a head: clauses of an update expression, and the values they name. */
interface HeadChange {
  readonly set: string;
  readonly add: string;
  readonly values: Item;
  readonly names?: NonNullable<Condition['names']>;
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
    if (item !== null && isListed(item) && !isHalfGone(item, now, keptUntil)) return headOf(item);
    const set = `q = if_not_exists(q, :zero), t = if_not_exists(t, :now), ${IF_NEW}`;
    const values = { ':epoch': epoch, ':now': now, ':zero': 0, ':one': 1 };
    const change = { set, add: '', values };
    return item === null ? this.#listAndKeep(room, change, keptUntil) : this.#keep(room, change, keptUntil);
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

  async noteListed(room: string, side: DirectSide, until: number): Promise<void> {
    const name = LISTED[side];
    const change = { expression: `SET ${name} = :until`, values: { ':until': until } };
    const isEarlier = `attribute_exists(PK) AND (attribute_not_exists(${name}) OR ${name} < :until)`;
    await update(this.#table, headKey(room), change, isEarlier);
  }

  async startEpoch(room: string, epoch: string): Promise<RoomHead> {
    const change = { expression: 'SET e = :epoch', values: { ':epoch': epoch } };
    const renewed = await update(this.#table, headKey(room), change, 'attribute_exists(PK)');
    if (renewed === null) throw new ChatError('invalid_room', 'The room does not exist.');
    return headOf(renewed);
  }

  rooms(options: RoomPageOptions): Promise<RoomPage> {
    return listedRooms(this.#table, options);
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

  async edit(room: string, target: MessageReference, edit: MessageEdit): Promise<Message | null> {
    const { change, condition } = contentChange(target, edit, this.#clock.now());
    const changed = await update(this.#table, entryKey(room, target.seq), change, condition);
    // Condition failed: a later edit was faster, or this one was made before; or there is no such message.
    const entry = changed === null ? await this.find(room, target.seq) : entryOf(changed);
    return entry !== null && isMessage(entry) && entry.id === target.id ? entry : null;
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

  /**
   * Changes a head that is listed for long enough, and moves its end to the one given, in one write; else lists it first.
   */
  async #keep(room: string, change: HeadChange, keptUntil?: number): Promise<RoomHead> {
    if (keptUntil === undefined) {
      const kept = await this.#update(room, change, '', 'attribute_exists(l)');
      return kept ?? this.#listAndKeep(room, change);
    }
    const ending = endingAt(change, keptUntil);
    const moved = await this.#update(room, ending, ', #ttl = :end', `(${IS_EARLIER}) AND l >= :end`);
    // Condition failed: the end is later already, as this write is late, or as entries were kept longer before; or the
    // room has to be listed.
    const late = moved ?? (await this.#update(room, ending, '', '#ttl > :end AND l >= :end'));
    return late ?? this.#listAndKeep(room, change, keptUntil);
  }

  /**
   * Lists a room, and then changes its head, whole also where there was none. In this order, as a room that is listed but
   * has no head does no harm. The head says in `l` how long it is listed at least.
   */
  async #listAndKeep(room: string, change: HeadChange, keptUntil?: number): Promise<RoomHead> {
    const now = this.#clock.now();
    const until = keptUntil === undefined ? LISTED_FOR_EVER : listedUntil(seconds(keptUntil), now);
    await listRoom(this.#table, room, until, now);
    const listed = { ...change, values: { ...change.values, ':listed': until } };
    if (keptUntil === undefined) return this.#require(await this.#update(room, listed, ', l = :listed'));
    const ending = endingAt(listed, keptUntil);
    const moved = await this.#update(room, ending, ', #ttl = :end, l = :listed', IS_EARLIER);
    const end = ', #ttl = if_not_exists(#ttl, :end), l = if_not_exists(l, :listed)';
    return moved ?? this.#require(await this.#update(room, ending, end));
  }

  async #update(
    room: string,
    { set, add, ...change }: HeadChange,
    further: string,
    condition?: string,
  ): Promise<RoomHead | null> {
    const expression = `SET ${set}${further}${add}`;
    const head = await update(this.#table, headKey(room), { ...change, expression }, condition);
    return head && headOf(head);
  }

  #require(head: RoomHead | null): RoomHead {
    if (head === null) throw new ChatError('internal', 'The store returned no head.');
    return head;
  }
}

/** The same change, with the values for an end (epoch milliseconds). */
function endingAt(change: HeadChange, keptUntil: number): HeadChange {
  const values = { ...change.values, ':end': seconds(keptUntil) };
  return { ...change, values, names: { '#ttl': TTL_ATTRIBUTE } };
}
