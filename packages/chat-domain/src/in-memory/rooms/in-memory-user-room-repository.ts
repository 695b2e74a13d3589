import type { ReadMark, UserRoom } from '../../model/rooms/user-room.js';
import type { Clock } from '../../ports/clock.js';
import type {
  MarkOptions,
  UserRoomPage,
  UserRoomPageOptions,
  UserRoomRepository,
} from '../../ports/rooms/user-room-repository.js';

/** The rooms of users in maps. For tests, and for servers of one process. */
export class InMemoryUserRoomRepository implements UserRoomRepository {
  /** By user, then by room. */
  readonly #users = new Map<string, Map<string, UserRoom>>();

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async follow(
    userId: string,
    { room, peer }: Pick<UserRoom, 'room' | 'peer'>,
    keptUntil: number,
  ): Promise<void> {
    const known = this.#row(userId, room);
    const named = peer && { ...(known?.peer?.id === peer.id && known.peer), ...peer };
    this.#keep(userId, { ...known, room, ...(named && { peer: named }), keptUntil });
  }

  async unfollow(userId: string, room: string): Promise<void> {
    this.#rooms(userId).delete(room);
  }

  async find(userId: string, room: string): Promise<UserRoom | null> {
    return this.#row(userId, room);
  }

  async mark(
    userId: string,
    room: string,
    mark: ReadMark,
    { known, keptUntil }: MarkOptions,
  ): Promise<boolean> {
    const row = this.#row(userId, room);
    const there = row?.mark;
    const moves = there?.epoch === mark.epoch ? there.seq < mark.seq : (there?.epoch ?? null) === known;
    if (moves) this.#keep(userId, { ...row, room, mark: { ...mark }, keptUntil });
    return moves;
  }

  async list(userId: string, { limit, after }: UserRoomPageOptions): Promise<UserRoomPage> {
    const names = [...this.#rooms(userId).keys()].sort();
    const rest = after === undefined ? names : names.filter((name) => name > after);
    const page = rest.slice(0, limit);
    const rooms = page.flatMap((name) => this.#row(userId, name) ?? []);
    const last = page.at(-1);
    return rest.length > page.length && last !== undefined ? { rooms, next: last } : { rooms };
  }

  #row(userId: string, room: string): UserRoom | null {
    const row = this.#rooms(userId).get(room);
    return row !== undefined && row.keptUntil > this.#clock.now() ? row : null;
  }

  /** Stores a row; its end stays, unless a later one is given. */
  #keep(userId: string, row: UserRoom): void {
    const { keptUntil = 0 } = this.#rooms(userId).get(row.room) ?? {};
    this.#rooms(userId).set(row.room, { ...row, keptUntil: Math.max(row.keptUntil, keptUntil) });
  }

  #rooms(userId: string): Map<string, UserRoom> {
    const rooms = this.#users.get(userId) ?? new Map<string, UserRoom>();
    this.#users.set(userId, rooms);
    return rooms;
  }
}
