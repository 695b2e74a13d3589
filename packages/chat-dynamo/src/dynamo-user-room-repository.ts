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
import type { ChatTable } from './table/chat-table.js';
import { get, take, update } from './table/chat-table.js';
import { expiry, lives } from './table/item.js';
import { userRoomKey, userRoomsPartition } from './table/keys.js';
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
    const { set, values, names } = ending(keptUntil);
    const withPeer = peer === undefined ? '' : ', w = :peer';
    const named = peer?.name === undefined ? '' : ', n = :name';
    await update(this.#table, userRoomKey(userId, room), {
      expression: `SET ${set}${withPeer}${named}`,
      values: {
        ...values,
        ...(peer !== undefined && { ':peer': peer.id }),
        ...(peer?.name !== undefined && { ':name': peer.name }),
      },
      names,
    });
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
    const { set, values, names } = ending(keptUntil);
    const change = {
      expression: `SET ${set}, e = :epoch, q = :seq, o = :nonMessages`,
      values: {
        ...values,
        ':epoch': epoch,
        ':seq': seq,
        ':nonMessages': nonMessages,
        ...this.#values(known),
      },
      names,
    };
    const other = known === null ? 'attribute_not_exists(e) OR x <= :now' : 'e = :known AND e <> :epoch';
    const condition = `(e = :epoch AND q < :seq) OR ${other}`;
    return (await update(this.#table, userRoomKey(userId, room), change, condition)) !== null;
  }

  async list(userId: string, { limit, after }: UserRoomPageOptions): Promise<UserRoomPage> {
    const range = { partition: userRoomsPartition(userId) };
    const page = await queryPage(this.#table, range, { limit, ...(after !== undefined && { after }) });
    const now = this.#clock.now();
    const rooms = page.items.filter((item) => lives(item, now)).map(userRoomOf);
    return page.next === undefined ? { rooms } : { rooms, next: page.next };
  }

  #values(known: string | null): Readonly<Record<string, string | number>> {
    return known === null ? { ':now': this.#clock.now() } : { ':known': known };
  }
}

/** The part of an update that moves the end of a row. */
function ending(keptUntil: number) {
  const { x, ttl } = expiry(keptUntil);
  return {
    set: 'x = :x, #ttl = :ttl',
    values: { ':x': x, ':ttl': ttl },
    names: { '#ttl': TTL_ATTRIBUTE },
  };
}
