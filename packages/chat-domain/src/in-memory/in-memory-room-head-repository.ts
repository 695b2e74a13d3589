import { roomKind } from '../model/access/room-kind.js';
import { ChatError } from '../model/chat-error.js';
import type { DirectSide, RoomHead } from '../model/room-head.js';
import type { RetentionChange, RoomRetention } from '../model/room-retention.js';
import type {
  Reservation,
  ReservationPurpose,
  RoomHeadRepository,
  RoomPage,
  RoomPageOptions,
  UnsentPositions,
} from '../ports/room-head-repository.js';

/** A head, and from when it may be deleted, in epoch milliseconds; `undefined` without an end. */
interface KeptHead {
  readonly head: RoomHead;
  readonly keptUntil: number | undefined;
}

/** A head whose mark can be deleted. */
type Unmarked = Omit<RoomHead, 'batched'> & { batched?: true };

/** The heads of the rooms' logs in a map. For tests, and for servers of one process. */
export class InMemoryRoomHeadRepository implements RoomHeadRepository {
  #heads = new Map<string, KeptHead>();

  /** A repository of its own that holds what this one holds now: for stale reads, or a backup to restore. */
  snapshot(): InMemoryRoomHeadRepository {
    const copy = new InMemoryRoomHeadRepository();
    copy.#heads = new Map(this.#heads);
    return copy;
  }

  /** Deletes what has ended by `now` (epoch milliseconds), as a store's own deletion would: late, and in one go. */
  deleteExpired(now: number): void {
    for (const [room, { keptUntil = Infinity }] of this.#heads) {
      if (keptUntil <= now) this.#heads.delete(room);
    }
  }

  async find(room: string): Promise<RoomHead | null> {
    return this.#heads.get(room)?.head ?? null;
  }

  async findAll(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    return [...new Set(rooms)].flatMap((room) => this.#heads.get(room)?.head ?? []);
  }

  findRecent(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    return this.findAll(rooms);
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
    purpose: ReservationPurpose = 'message',
  ): Promise<Reservation> {
    const known = this.#heads.get(room)?.head;
    const head = known ?? { room, epoch, seq: 0, createdAt: now, shards: 1 };
    const counted = purpose !== 'message' && { nonMessages: (known?.nonMessages ?? 0) + 1 };
    const reacted = purpose === 'reaction' && { hasReactions: true as const };
    const changed = { ...head, ...counted, ...reacted, seq: head.seq + 1, reservedAt: now };
    const next = this.#keep(changed, keptUntil);
    return known === undefined || known.seq === 0 ? next : { ...next, lastReservedAt: known.reservedAt };
  }

  async noteUnsent(room: string, epoch: string, { add, drop }: UnsentPositions): Promise<void> {
    const head = this.#heads.get(room)?.head;
    if (head?.epoch !== epoch || add.length + drop.length === 0) return;
    const kept = (head.unsent ?? []).filter((seq) => !drop.includes(seq));
    this.#keep({ ...head, unsent: [...new Set([...kept, ...add])].sort((a, b) => a - b) });
  }

  async markBatched(room: string, batched: boolean): Promise<void> {
    const known = this.#heads.get(room)?.head;
    if (known === undefined) return;
    const head: Unmarked = { ...known };
    delete head.batched;
    this.#keep(batched ? { ...head, batched } : head);
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

  async setRetention(
    room: string,
    { period, least }: RetentionChange,
    from: RoomRetention | undefined,
  ): Promise<RoomHead | null> {
    const head = this.#heads.get(room)?.head;
    if (head === undefined) return null;
    const keys = ['period', 'above', 'least'] as const;
    if (keys.some((key) => head.retention?.[key] !== from?.[key])) return null;
    return this.#keep({ ...head, retention: { period, above: head.seq, least } }, Infinity);
  }

  async rooms({ kind, limit, from = '' }: RoomPageOptions): Promise<RoomPage> {
    const all = [...this.#heads.keys()].filter((room) => roomKind(room) === kind && room > from).sort();
    const rooms = all.slice(0, limit);
    const last = rooms.at(-1);
    return last === undefined || rooms.length === all.length ? { rooms } : { rooms, next: last };
  }

  /** Stores a head; its end stays, unless a later one is given. */
  #keep(head: RoomHead, keptUntil?: number): RoomHead {
    const ends = [this.#heads.get(head.room)?.keptUntil, keptUntil].filter((end) => end !== undefined);
    this.#heads.set(head.room, { head, keptUntil: ends.length > 0 ? Math.max(...ends) : undefined });
    return head;
  }
}
