import type {
  Clock,
  MarkOptions,
  ReadMark,
  UserRoom,
  UserRoomPage,
  UserRoomPageOptions,
  UserRoomRepository,
} from '@serverless-ws/chat-domain';
import { userRoomOf } from './items/user-room-item.js';
import type { ChatTable, Condition } from './table/chat-table.js';
import { get, take, update } from './table/chat-table.js';
import { expiry, lives, type Item } from './table/item.js';
import { userRoomKey, userRoomsPartition, type Key } from './table/keys.js';
import { queryPage } from './table/query-page.js';
import { TTL_ATTRIBUTE } from './table-definition.js';

/**
 * The rooms that users follow, one partition for each user. Rejects with `ChatError` `unavailable` when DynamoDB does not
 * respond.
 */
export class DynamoUserRoomRepository implements UserRoomRepository {
  readonly #table: ChatTable;
  readonly #clock: Clock;

  constructor({ clock, ...table }: ChatTable & { readonly clock: Clock }) {
    this.#table = table;
    this.#clock = clock;
  }

  async follow(
    userId: string,
    { room, peer }: Pick<UserRoom, 'room' | 'peer'>,
    keptUntil: number,
  ): Promise<void> {
    const withPeer = peer === undefined ? '' : ', w = :peer';
    const named = peer?.name === undefined ? '' : ', n = :name';
    const values = {
      ...(peer !== undefined && { ':peer': peer.id }),
      ...(peer?.name !== undefined && { ':name': peer.name }),
    };
    await this.#keep(userRoomKey(userId, room), { set: `${withPeer}${named}`, values }, keptUntil);
  }

  async unfollow(userId: string, room: string): Promise<void> {
    await take(this.#table, userRoomKey(userId, room));
  }

  async find(userId: string, room: string): Promise<UserRoom | null> {
    const item = await get(this.#table, userRoomKey(userId, room));
    return lives(item, this.#clock.now()) ? userRoomOf(item) : null;
  }

  async mark(
    userId: string,
    room: string,
    { epoch, seq, nonMessages }: ReadMark,
    { known, keptUntil }: MarkOptions,
  ): Promise<boolean> {
    const set = ', e = :epoch, q = :seq, o = :nonMessages';
    const own = { ':epoch': epoch, ':seq': seq, ':nonMessages': nonMessages };
    const values = { ...own, ...this.#values(known) };
    const other = known === null ? 'attribute_not_exists(e) OR x <= :now' : 'e = :known AND e <> :epoch';
    const condition = `((e = :epoch AND q < :seq) OR ${other})`;
    return this.#keep(userRoomKey(userId, room), { set, values }, keptUntil, condition);
  }

  async list(userId: string, { limit, after }: UserRoomPageOptions): Promise<UserRoomPage> {
    const range = { partition: userRoomsPartition(userId) };
    const page = await queryPage(this.#table, range, { limit, ...(after !== undefined && { after }) });
    const now = this.#clock.now();
    const rooms = page.items.filter((item) => lives(item, now)).map(userRoomOf);
    return page.next === undefined ? { rooms } : { rooms, next: page.next };
  }

  /** Changes a row and moves its end to the one given, in one write, if it meets the condition; tells whether it did. */
  async #keep(
    key: Key,
    { set, values }: { readonly set: string; readonly values: Item },
    keptUntil: number,
    condition?: string,
  ): Promise<boolean> {
    const { x, ttl } = expiry(keptUntil);
    const change = (end: string, endTtl: string): Condition => ({
      expression: `SET x = ${end}, #ttl = ${endTtl}${set}`,
      values: { ...values, ':x': x, ':ttl': ttl },
      names: { '#ttl': TTL_ATTRIBUTE },
    });
    const isEarlier = '(attribute_not_exists(x) OR x <= :x)';
    const moving = condition === undefined ? isEarlier : `${isEarlier} AND ${condition}`;
    if ((await update(this.#table, key, change(':x', ':ttl'), moving)) !== null) return true;
    // Condition failed: perhaps as the end is later already. It stays, then.
    const keeping = change('if_not_exists(x, :x)', 'if_not_exists(#ttl, :ttl)');
    return (await update(this.#table, key, keeping, condition)) !== null;
  }

  #values(known: string | null): Readonly<Record<string, string | number>> {
    return known === null ? { ':now': this.#clock.now() } : { ':known': known };
  }
}
