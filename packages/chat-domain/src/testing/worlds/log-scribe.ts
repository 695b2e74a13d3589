import { LIMITS } from '../../model/limits.js';
import type { LogEntry, Message } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageRepository } from '../../ports/message-repository.js';

/** Writes a room's log by hand, position by position, so that a test can leave any position empty. */
export class LogScribe {
  readonly #taken = new Map<number, number>();

  constructor(
    private readonly messages: MessageRepository,
    private readonly clock: Clock,
    private readonly room = 'tea',
  ) {}

  /** Takes positions and fills them; returns the head as it is then. */
  async say(count = 1, changes: Partial<Message> = {}): Promise<RoomHead> {
    let head = await this.head();
    for (let said = 0; said < count; said += 1) {
      head = await this.skip();
      await this.fill(head.seq, changes);
    }
    return head;
  }

  /** Takes positions and leaves them empty: their writers are on the way, or dead. */
  async skip(count = 1): Promise<RoomHead> {
    let head = await this.head();
    for (let skipped = 0; skipped < count; skipped += 1) {
      head = await this.messages.reserveNext(this.room, 'e', this.clock.now());
      this.#taken.set(head.seq, head.reservedAt);
    }
    return head;
  }

  /** Fills a position that was skipped, as its writer would; returns what was there already, or `null`. */
  fill(seq: number, changes: Partial<Message> = {}): Promise<LogEntry | null> {
    const reservedAt = this.#taken.get(seq) ?? this.clock.now();
    const message: Message = {
      kind: 'message',
      seq,
      reservedAt,
      expiresAt: reservedAt + LIMITS.retentionDefault,
      id: `m${seq}`,
      sender: { id: 'ada', name: 'Ada' },
      text: `text ${seq}`,
      ...changes,
    };
    return this.messages.append(this.room, message);
  }

  head(): Promise<RoomHead> {
    return this.messages.getOrCreate(this.room, 'e', this.clock.now());
  }
}
