import { ChatError } from '../../model/chat-error.js';
import type { LogEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageRepository, ReadRange, SendMarker, Ticket } from '../../ports/message-repository.js';

/** The log of every room in maps. For tests, and for servers that live in one process. */
export class InMemoryMessageRepository implements MessageRepository {
  #heads = new Map<string, RoomHead>();
  #logs = new Map<string, Map<number, LogEntry>>();
  #markers = new Map<string, SendMarker>();

  constructor(private readonly clock: Clock) {}

  /** A repository of its own that holds what this one holds now: for stale reads, or a backup to restore. */
  snapshot(): InMemoryMessageRepository {
    const copy = new InMemoryMessageRepository(this.clock);
    copy.#heads = new Map(this.#heads);
    copy.#logs = new Map([...this.#logs].map(([room, log]) => [room, new Map(log)]));
    copy.#markers = new Map(this.#markers);
    return copy;
  }

  async head(room: string): Promise<RoomHead | null> {
    return this.#heads.get(room) ?? null;
  }

  async heads(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    return [...new Set(rooms)].flatMap((room) => this.#heads.get(room) ?? []);
  }

  async open(room: string, epoch: string, now: number): Promise<RoomHead> {
    const fresh = { room, epoch, seq: 0, takenAt: now, createdAt: now, shards: 1 };
    return this.#keep(this.#heads.get(room) ?? fresh);
  }

  async take(room: string, epoch: string, now: number): Promise<Ticket> {
    const head = this.#heads.get(room) ?? { room, epoch, seq: 0, createdAt: now, shards: 1 };
    return this.#keep({ ...head, seq: head.seq + 1, takenAt: now });
  }

  async grow(room: string, from: number): Promise<number> {
    const head = this.#heads.get(room);
    if (head === undefined) return 1;
    return this.#keep(head.shards === from ? { ...head, shards: from * 2 } : head).shards;
  }

  async renew(room: string, epoch: string): Promise<RoomHead> {
    const head = this.#heads.get(room);
    if (head === undefined) throw new ChatError('invalid_room', 'Nobody has been in this room.');
    return this.#keep({ ...head, epoch });
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
    if (there === null) this.#log(room).set(entry.seq, { ...entry });
    return there;
  }

  async replace(room: string, entry: LogEntry, expected: LogEntry['kind']): Promise<boolean> {
    const there = this.#entry(room, entry.seq);
    if (there?.kind !== expected) return false;
    this.#log(room).set(entry.seq, { ...entry });
    return true;
  }

  async findMarker(userId: string, clientMessageId: string): Promise<SendMarker | null> {
    return this.#marker({ userId, clientMessageId });
  }

  async claim(marker: SendMarker): Promise<SendMarker | null> {
    const there = this.#marker(marker);
    if (there === null) this.#mark(marker);
    return there;
  }

  async move(marker: SendMarker, from: number): Promise<SendMarker> {
    const there = this.#marker(marker);
    return there === null || there.seq === from ? this.#mark(marker) : there;
  }

  // Looking and storing happen in one turn, with no `await` between them: that is what makes each write atomic.

  #entry(room: string, seq: number): LogEntry | null {
    const entry = this.#log(room).get(seq);
    return entry !== undefined && this.#lives(entry) ? entry : null;
  }

  #marker(of: Pick<SendMarker, 'userId' | 'clientMessageId'>): SendMarker | null {
    const marker = this.#markers.get(markerKey(of));
    return marker !== undefined && this.#lives(marker) ? marker : null;
  }

  #keep(head: RoomHead): RoomHead {
    this.#heads.set(head.room, head);
    return head;
  }

  #log(room: string): Map<number, LogEntry> {
    const log = this.#logs.get(room) ?? new Map<number, LogEntry>();
    this.#logs.set(room, log);
    return log;
  }

  #mark(marker: SendMarker): SendMarker {
    const kept = { ...marker };
    this.#markers.set(markerKey(marker), kept);
    return kept;
  }

  #lives({ expiresAt }: { readonly expiresAt: number }): boolean {
    return expiresAt > this.clock.now();
  }
}

function markerKey({ userId, clientMessageId }: Pick<SendMarker, 'userId' | 'clientMessageId'>): string {
  return JSON.stringify([userId, clientMessageId]);
}
