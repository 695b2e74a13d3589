import type {
  Clock,
  DirectSide,
  ReadOptions,
  Reservation,
  RetentionChange,
  ReservationPurpose,
  RoomHead,
  RoomHeadRepository,
  RoomPage,
  RoomPageOptions,
  RoomRetention,
  UnsentPositions,
} from '@serverless-ws/chat-domain';
import { ChatError } from '@serverless-ws/chat-domain';
import { readHead, readHeads } from './head-rows.js';
import { headOf, isHalfGone, isListed, LISTED } from './items/head-item.js';
import { LISTED_FOR_EVER, listedRooms, listedUntil, listRoom } from './room-list.js';
import type { ChatTable, Condition } from './table/chat-table.js';
import { get, update, updateOld } from './table/chat-table.js';
import { seconds, type Item } from './table/item.js';
import { headKey, type Key } from './table/keys.js';
import { TTL_ATTRIBUTE } from './table-definition.js';

/** Sets the attributes of a new head and keeps those of an existing one. */
const IF_NEW = 'e = if_not_exists(e, :epoch), c = if_not_exists(c, :now), n = if_not_exists(n, :one)';
/** Whether a head ends no later than an end that it is given. */
const IS_EARLIER = 'attribute_not_exists(#ttl) OR #ttl <= :end';

/** The end of a head that is kept for ever, though calls name ends: later than any of those (epoch seconds, the year 9999). */
const NEVER = 253_402_300_799;

/** What a write changes in a head: clauses of an update expression, and the values they name. */
interface HeadChange {
  readonly set: string;
  readonly add: string;
  readonly values: Item;
  readonly names?: NonNullable<Condition['names']>;
}

/** Changes an item; `null` where its condition is not met. */
type Write<Result> = (
  table: ChatTable,
  key: Key,
  change: Condition,
  condition?: string,
) => Promise<Result | null>;

/** The heads of the rooms' logs, each in its room's partition. Rejects with `ChatError` `unavailable` when DynamoDB does not respond. */
export class DynamoRoomHeadRepository implements RoomHeadRepository {
  readonly #table: ChatTable;
  readonly #clock: Clock;

  constructor({ clock, ...table }: ChatTable & { readonly clock: Clock }) {
    this.#table = table;
    this.#clock = clock;
  }

  find(room: string, options?: ReadOptions): Promise<RoomHead | null> {
    return readHead(this.#table, room, options);
  }

  findAll(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    return readHeads(this.#table, rooms);
  }

  findRecent(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    return readHeads(this.#table, rooms, { consistent: false });
  }

  async getOrCreate(room: string, epoch: string, now: number, keptUntil?: number): Promise<RoomHead> {
    // The head nearly always exists, and a read costs a tenth of a write.
    const item = await get(this.#table, headKey(room));
    if (item !== null && isListed(item) && !isHalfGone(item, now, keptUntil)) return headOf(item);
    const set = `q = if_not_exists(q, :zero), t = if_not_exists(t, :now), ${IF_NEW}`;
    const values = { ':epoch': epoch, ':now': now, ':zero': 0, ':one': 1 };
    const change = { set, add: '', values };
    const kept =
      item === null
        ? await this.#listAndKeep(room, change, keptUntil, update)
        : await this.#keep(room, change, keptUntil, update);
    return headOf(kept);
  }

  async reserveNext(
    room: string,
    epoch: string,
    now: number,
    keptUntil?: number,
    purpose: ReservationPurpose = 'message',
  ): Promise<Reservation> {
    const isReaction = purpose === 'reaction';
    const values = { ':epoch': epoch, ':now': now, ':one': 1, ...(isReaction && { ':true': true }) };
    const set = `t = :now, ${IF_NEW}${isReaction ? ', r = :true' : ''}`;
    const add = purpose === 'message' ? ' ADD q :one' : ' ADD q :one, o :one';
    const { replaced } = await this.#keep(room, { set, add, values }, keptUntil, updateOld);
    // Engines differ in what they return of an item that was not there: nothing, or its key.
    const old =
      replaced === null || !('e' in replaced)
        ? { room, epoch, seq: 0, reservedAt: now, createdAt: now, shards: 1 }
        : headOf(replaced);
    return reservationAfter(old, now, purpose);
  }

  async noteUnsent(room: string, epoch: string, { add, drop }: UnsentPositions): Promise<void> {
    // What is dropped first: a crash in between leaves fewer, which is the safe side.
    for (const [clause, seqs] of [['DELETE', drop] as const, ['ADD', add] as const]) {
      if (seqs.length === 0) continue;
      const values = { ':seqs': new Set(seqs), ':epoch': epoch };
      await update(this.#table, headKey(room), { expression: `${clause} z :seqs`, values }, 'e = :epoch');
    }
  }

  async markBatched(room: string, batched: boolean): Promise<void> {
    const set = { expression: 'SET w = :true', values: { ':true': true } };
    const change = batched ? set : { expression: 'REMOVE w' };
    await update(this.#table, headKey(room), change, 'attribute_exists(PK)');
  }

  async doubleShards(room: string, from: number): Promise<number> {
    const change = { expression: 'SET n = :double', values: { ':from': from, ':double': from * 2 } };
    const grown = await update(this.#table, headKey(room), change, 'n = :from');
    return grown === null ? ((await this.find(room))?.shards ?? 1) : headOf(grown).shards;
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

  async setRetention(
    room: string,
    { period, least }: RetentionChange,
    from: RoomRetention | undefined,
  ): Promise<RoomHead | null> {
    await listRoom(this.#table, room, LISTED_FOR_EVER, this.#clock.now());
    const expression = 'SET k = :period, kl = :least, ka = q, l = :listed, #ttl = :never';
    const set = { ':period': period, ':least': least, ':listed': LISTED_FOR_EVER, ':never': NEVER };
    const known = from && { ':k': from.period, ':ka': from.above, ':kl': from.least };
    const isAsKnown = known ? 'k = :k AND ka = :ka AND kl = :kl' : 'attribute_not_exists(k)';
    const change = { expression, values: { ...set, ...known }, names: { '#ttl': TTL_ATTRIBUTE } };
    const changed = await update(this.#table, headKey(room), change, `attribute_exists(PK) AND ${isAsKnown}`);
    return changed && headOf(changed);
  }

  rooms(options: RoomPageOptions): Promise<RoomPage> {
    return listedRooms(this.#table, options);
  }

  /**
   * Changes a head that is listed for long enough, and moves its end to the one given, in one write; else lists it first.
   */
  async #keep<Result>(
    room: string,
    change: HeadChange,
    keptUntil: number | undefined,
    write: Write<Result>,
  ): Promise<Result> {
    if (keptUntil === undefined) {
      const kept = await write(this.#table, headKey(room), changed(change), 'attribute_exists(l)');
      return kept ?? this.#listAndKeep(room, change, keptUntil, write);
    }
    const ending = endingAt(change, keptUntil);
    const key = headKey(room);
    const isListedSo = `(${IS_EARLIER}) AND l >= :end`;
    const moved = await write(this.#table, key, changed(ending, ', #ttl = :end'), isListedSo);
    // Condition failed: the end is later already, as this write is late, or as entries were kept longer before; or the
    // room has to be listed.
    const late = moved ?? (await write(this.#table, key, changed(ending), '#ttl > :end AND l >= :end'));
    return late ?? this.#listAndKeep(room, change, keptUntil, write);
  }

  /**
   * Lists a room, and then changes its head, whole also where there was none. In this order, as a room that is listed but
   * has no head does no harm. The head says in `l` how long it is listed at least.
   */
  async #listAndKeep<Result>(
    room: string,
    change: HeadChange,
    keptUntil: number | undefined,
    write: Write<Result>,
  ): Promise<Result> {
    const now = this.#clock.now();
    const key = headKey(room);
    const until = keptUntil === undefined ? LISTED_FOR_EVER : listedUntil(seconds(keptUntil), now);
    await listRoom(this.#table, room, until, now);
    const listed = { ...change, values: { ...change.values, ':listed': until } };
    if (keptUntil === undefined) {
      return written(await write(this.#table, key, changed(listed, ', l = :listed')));
    }
    const ending = endingAt(listed, keptUntil);
    const moved = await write(this.#table, key, changed(ending, ', #ttl = :end, l = :listed'), IS_EARLIER);
    const end = ', #ttl = if_not_exists(#ttl, :end), l = if_not_exists(l, :listed)';
    return moved ?? written(await write(this.#table, key, changed(ending, end)));
  }
}

/** What `reserveNext` makes of a head; `seq` 0 where there was none, or no position yet. */
function reservationAfter(old: RoomHead, now: number, purpose: ReservationPurpose): Reservation {
  return {
    ...old,
    seq: old.seq + 1,
    reservedAt: now,
    ...(purpose !== 'message' && { nonMessages: (old.nonMessages ?? 0) + 1 }),
    ...(purpose === 'reaction' && { hasReactions: true }),
    ...(old.seq > 0 && { lastReservedAt: old.reservedAt }),
  };
}

function changed({ set, add, ...change }: HeadChange, further = ''): Condition {
  return { ...change, expression: `SET ${set}${further}${add}` };
}

/** The same change, with the values for an end (epoch milliseconds). */
function endingAt(change: HeadChange, keptUntil: number): HeadChange {
  const values = { ...change.values, ':end': seconds(keptUntil) };
  return { ...change, values, names: { '#ttl': TTL_ATTRIBUTE } };
}

function written<Result>(result: Result | null): Result {
  if (result === null) throw new ChatError('internal', 'The store returned no head.');
  return result;
}
