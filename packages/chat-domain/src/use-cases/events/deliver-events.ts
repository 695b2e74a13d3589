import { ChatError } from '../../model/chat-error.js';
import { chatEventOf } from '../../model/chat-event.js';
import { LIMITS } from '../../model/limits.js';
import { isVisible, type VisibleEntry } from '../../model/log-entry.js';
import { headEnd, type RoomHead } from '../../model/room-head.js';
import { entryEnd } from '../../model/room-retention.js';
import type { BroadcastJob } from '../../ports/broadcast-queue.js';
import type { EventPorts } from '../../ports/chat-ports.js';
import type { EventSink } from '../../ports/event-sink.js';
import type { ShardCursor } from '../../ports/shard-cursor-repository.js';
import type { StopSignal } from '../broadcast-shard.js';
import { withContents } from '../log/edited-contents.js';
import { GapFiller } from '../log/gap-filler.js';
import { logReaderOf, type LogReader } from '../log/log-reader.js';
import { retentionOf } from '../log/retention.js';
import { perPorts } from '../per-ports.js';
import { carriedOver, EVENTS_SHARD, firstCursor } from './event-cursor.js';

/** How long to wait for a position that is still being filled, in milliseconds: at first, and at most. */
const FIRST_WAIT = 25;
const LONGEST_WAIT = 400;

/** What {@link DeliverEvents} needs. */
export interface DeliverEventsDependencies extends Pick<
  EventPorts,
  'heads' | 'messages' | 'cursors' | 'clock' | 'timer' | 'logger'
> {
  readonly sink: EventSink;
  readonly reader: LogReader;
  readonly filler: GapFiller;
  /** How long a message is kept, in milliseconds. */
  readonly retention: number;
}

/**
 * One more reader of the log, with a cursor of its own: gives the sink every entry of a room, in order, at least once. A
 * notification only starts it; what it delivers is between its cursor and the position that is named. It skips no
 * position: for one in flight it waits, and one whose writer did not come back it fills by age, as all readers do. It goes
 * on over epochs. After a crash it delivers again what its cursor does not cover, so a consumer sees each event first in
 * order, and some again.
 */
export class DeliverEvents {
  readonly #dependencies: DeliverEventsDependencies;

  constructor(dependencies: DeliverEventsDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Resolves once the sink has every entry up to the positions that the notification names, or the sanction that it carries.
   *
   * @param signal - once aborted, nothing more is delivered
   * @throws ChatError `unavailable` when the store or the sink is, or after an abort: then it has to come again
   */
  async execute(job: BroadcastJob, signal: StopSignal = { aborted: false }): Promise<void> {
    const { heads, messages, cursors } = this.#dependencies;
    if (job.sanction !== undefined) return this.#dependencies.sink.deliver([job.sanction]);
    const head = await heads.find(job.room);
    if (head === null) return;
    const stored = carriedOver(await cursors.load(job.room, EVENTS_SHARD), head);
    const cursor = stored ?? (await firstCursor(messages, head, job));
    const late = [...new Set(job.seqs)].filter((seq) => seq <= cursor.start).sort((a, b) => a - b);
    for (const seq of late) await this.#deliver(signal, head, await this.#alone(head, seq));
    await this.#catchUp(job, signal, head, cursor);
  }

  async #catchUp(job: BroadcastJob, signal: StopSignal, head: RoomHead, start: ShardCursor): Promise<void> {
    const { heads, timer } = this.#dependencies;
    const through = Math.max(...job.seqs);
    let [newest, cursor, wait] = [head, start, FIRST_WAIT];
    // A restored log may end below what was notified before the restore.
    while (cursor.seq < Math.min(through, newest.seq)) {
      const next = await this.#step(signal, newest, cursor);
      const isHeldUp = next.seq === cursor.seq;
      if (isHeldUp) await timer.wait(wait);
      wait = isHeldUp ? Math.min(wait * 2, LONGEST_WAIT) : FIRST_WAIT;
      cursor = next;
      const now = await heads.find(job.room);
      if (now === null) return;
      if (now.epoch !== newest.epoch) return this.execute(job, signal);
      newest = now;
    }
  }

  /** Delivers a page and saves the cursor; returns the same cursor while the next position is in flight. */
  async #step(signal: StopSignal, head: RoomHead, cursor: ShardCursor): Promise<ShardCursor> {
    const page = await this.#dependencies.reader.after(
      head,
      { epoch: head.epoch, seq: cursor.seq },
      LIMITS.eventsPerStep,
    );
    const { from, through, entries, recovered } = page.recovered ? page : await this.#left(head, cursor);
    if (from > through) return cursor;
    await this.#deliver(signal, head, entries);
    const first = entries[0]?.seq ?? through + 1;
    // What expired before it was delivered is gone. What is notified later of a position there is delivered alone.
    const start = !page.recovered && recovered && first > from ? first - 1 : cursor.start;
    const next = { ...cursor, seq: through, start };
    await this.#save(head, next);
    return next;
  }

  async #left(head: RoomHead, { seq }: ShardCursor) {
    const page = await this.#dependencies.reader.left(head, seq, LIMITS.eventsPerStep);
    const first = page.entries[0]?.seq ?? page.through + 1;
    if (first > seq + 1 && page.through > seq) {
      const passed = { room: head.room, from: seq + 1, to: first - 1 };
      this.#dependencies.logger.warn('events passed over expired positions', passed);
    }
    return page;
  }

  /** The entry at a position that no cursor covers. An empty one is made final where what is above it still lives. */
  async #alone(head: RoomHead, seq: number): Promise<readonly VisibleEntry[]> {
    const { messages, filler, clock } = this.#dependencies;
    const range = { from: seq, to: head.seq, order: 'ascending', limit: 1 } as const;
    const [lowest] = await messages.read(head.room, range);
    const above = lowest ?? { ...head, seq: head.seq + 1 };
    // Far below what is left, so it has expired.
    if (above.seq > seq + 1) return [];
    const isThere = lowest?.seq === seq;
    const entry = isThere ? lowest : await filler.fillIfExpired(head, seq, above.reservedAt);
    if (entry === null) throw new ChatError('unavailable', 'A position is still being filled.');
    if (entryEnd(head, entry) <= clock.now()) return [];
    return (await withContents(messages, head.room, [entry])).filter(isVisible);
  }

  async #deliver(signal: StopSignal, head: RoomHead, entries: readonly VisibleEntry[]): Promise<void> {
    if (signal.aborted) throw new ChatError('unavailable', 'The time of the worker is up.');
    if (entries.length === 0) return;
    await this.#dependencies.sink.deliver(entries.map((entry) => chatEventOf(head, entry)));
  }

  async #save({ room }: RoomHead, cursor: ShardCursor): Promise<void> {
    const { cursors, clock, retention } = this.#dependencies;
    await cursors.save(room, EVENTS_SHARD, cursor, headEnd(room, clock.now(), retention));
  }
}

/** The {@link DeliverEvents} of a chat. */
export const deliverEventsOf = perPorts((ports: EventPorts) => {
  const retention = retentionOf(ports);
  const filler = new GapFiller({ ...ports, retention });
  return new DeliverEvents({ ...ports, filler, retention, reader: logReaderOf(ports) });
});
