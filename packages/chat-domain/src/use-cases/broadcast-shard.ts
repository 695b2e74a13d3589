import { ChatError } from '../model/chat-error.js';
import { LIMITS } from '../model/limits.js';
import type { LogCursor } from '../model/log-cursor.js';
import type { VisibleEntry } from '../model/log-entry.js';
import { headEnd, type RoomHead } from '../model/room-head.js';
import type { BroadcastJob } from '../ports/broadcast-queue.js';
import type { Clock } from '../ports/clock.js';
import type { MessageRepository } from '../ports/message-repository.js';
import type { ShardCursor, ShardCursorRepository } from '../ports/shard-cursor-repository.js';
import type { Timer } from '../ports/timer.js';
import { deadlineOf, FanOut } from './fan-out/fan-out.js';
import { PageBuilder, type LogPage } from './log/log-page.js';
import { logReaderOf, type LogReader } from './log/log-reader.js';
import { retentionOf } from './log/retention.js';
import type { WorkerPorts } from '../ports/chat-ports.js';
import { perPorts } from './per-ports.js';

/** How long to wait for a position that is still being filled, in milliseconds: at first, and at most. */
const FIRST_WAIT = 25;
const LONGEST_WAIT = 400;

/** The most positions between cursor and job that are caught up: with more, live entries would wait too long. */
const LEFT_BEHIND = 10 * LIMITS.pageMaximum;

/** What {@link BroadcastShard} needs. */
export interface BroadcastShardDependencies {
  readonly messages: Pick<MessageRepository, 'head'>;
  readonly cursors: ShardCursorRepository;
  readonly reader: LogReader;
  readonly fanOut: FanOut;
  readonly timer: Timer;
  readonly clock: Clock;
  /** How long a message is kept, in milliseconds: a cursor is kept as long as the room's head. */
  readonly retention: number;
}

/** Tells a worker to stop: an `AbortSignal` is one. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** One run of a worker. */
interface Run {
  readonly job: BroadcastJob;
  readonly signal: StopSignal;
}

/**
 * Brings one shard of a large room up to date. A job only starts the worker; what to send is between the shard's
 * cursor and the head of the log. Jobs that queue up meanwhile find their entries sent, which is all the coalescing
 * there is. After a crash, a worker sends again what its cursor does not cover; clients drop duplicates by `seq`.
 *
 * Jobs may arrive out of order: a writer may be slow between the log and the queue. A position below the one where the
 * shard's first worker began is covered by no cursor, so it is sent alone.
 */
export class BroadcastShard {
  readonly #dependencies: BroadcastShardDependencies;

  constructor(dependencies: BroadcastShardDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Resolves once the members of the shard were sent what the job names, and everything between the cursor and that.
   *
   * @param signal - once aborted, no more work begins, and unfinished work does not count as sent; others may continue
   * @throws ChatError `unavailable` when the store is, or after an abort
   */
  async execute(job: BroadcastJob, signal: StopSignal = { aborted: false }): Promise<void> {
    const run = { job, signal };
    const head = await this.#dependencies.messages.head(job.room);
    if (head?.epoch !== job.epoch) return;
    const cursor = await this.#cursor(head, job);
    const late = [...new Set(job.seqs)].filter((seq) => seq <= cursor.start).sort((a, b) => a - b);
    if (late.length > 0) await this.#sendAlone(run, head, cursor, late);
    await this.#catchUp(run, head, cursor);
  }

  /** The shard's cursor; a new one where it has none in this epoch, or one that is far behind. */
  async #cursor(head: RoomHead, { room, shard, seqs }: BroadcastJob): Promise<ShardCursor> {
    const { cursors, reader } = this.#dependencies;
    const cursor = await cursors.load(room, shard);
    const isCurrent = cursor?.epoch === head.epoch;
    const first = Math.min(...seqs);
    // Entries between them are not sent: senders pushed them inline, or their notifications were dropped long ago.
    const isLeftBehind = isCurrent && first - cursor.seq > LEFT_BEHIND;
    if (isCurrent && !isLeftBehind) return cursor;
    // Below the job's positions and below those in flight, so that the shard is sent them in order. But not below a
    // message that was sent again long after: all members would be sent the log from there on once more.
    const recent = isLeftBehind ? seqs : seqs.filter((seq) => seq > head.seq - LIMITS.pageMaximum);
    const start = Math.min(await reader.floor(head), ...recent.map((seq) => seq - 1));
    return { epoch: head.epoch, seq: start, start };
  }

  /** Sends positions that no cursor will cover, and saves the cursor that starts above them. */
  async #sendAlone(run: Run, head: RoomHead, cursor: ShardCursor, seqs: readonly number[]): Promise<void> {
    const pages = await Promise.all(seqs.map((seq) => this.#dependencies.reader.left(head, seq - 1, 1)));
    const entries = pages.flatMap((page, index) => page.entries.filter(({ seq }) => seq === seqs[index]));
    for (const part of inPages(entries)) await this.#push(run, head, part);
    await this.#save(run, cursor);
  }

  async #catchUp(run: Run, first: RoomHead, start: ShardCursor): Promise<void> {
    const { messages, timer } = this.#dependencies;
    const { job } = run;
    const through = Math.max(...job.seqs);
    let [head, cursor, wait] = [first, start, FIRST_WAIT];
    // A restored log may end below a job that is older than the restore.
    while (cursor.seq < Math.min(through, head.seq)) {
      const next = await this.#step(run, head, cursor);
      const isHeldUp = next.seq === cursor.seq;
      if (isHeldUp) await timer.wait(wait);
      wait = isHeldUp ? Math.min(wait * 2, LONGEST_WAIT) : FIRST_WAIT;
      cursor = next;
      const now = await messages.head(job.room);
      if (now?.epoch !== job.epoch) return;
      head = now;
    }
  }

  /** Sends a page, but for what senders push themselves, and saves the new cursor; returns the same cursor while the next position is in flight. */
  async #step(run: Run, head: RoomHead, cursor: ShardCursor): Promise<ShardCursor> {
    const page = await this.#read(head, cursor);
    if (page.from > page.through) return cursor;
    const entries = page.entries.filter(({ seq, pushed }) => pushed !== true || run.job.seqs.includes(seq));
    if (entries.length > 0) await this.#push(run, head, entries);
    const next = { ...cursor, seq: page.through };
    await this.#save(run, next);
    return next;
  }

  async #push({ job, signal }: Run, head: RoomHead, entries: readonly VisibleEntry[]): Promise<void> {
    refuseAborted(signal);
    await this.#dependencies.fanOut.push(head, [job.shard], entries);
  }

  async #save({ job, signal }: Run, cursor: ShardCursor): Promise<void> {
    refuseAborted(signal);
    const { cursors, clock, retention } = this.#dependencies;
    await cursors.save(job.room, job.shard, cursor, headEnd(job.room, clock.now(), retention));
  }

  /** The entries after the cursor; where some have expired, those that are left. */
  async #read(head: RoomHead, cursor: LogCursor): Promise<LogPage> {
    const { reader } = this.#dependencies;
    const page = await reader.after(head, cursor, LIMITS.pageMaximum);
    return page.recovered ? page : reader.left(head, cursor.seq, LIMITS.pageMaximum);
  }
}

function refuseAborted({ aborted }: StopSignal): void {
  if (aborted) throw new ChatError('unavailable', 'The time of the worker is up.');
}

/** In parts that each fit into one frame. */
function* inPages(entries: readonly VisibleEntry[]): Generator<readonly VisibleEntry[]> {
  let page = new PageBuilder(LIMITS.pageMaximum);
  for (const entry of entries) {
    if (page.add(entry)) continue;
    yield page.entries;
    page = new PageBuilder(LIMITS.pageMaximum);
    page.add(entry);
  }
  if (page.entries.length > 0) yield page.entries;
}

/** The {@link BroadcastShard} of a worker, whose members share its deadline shard by shard. */
export const broadcastShardOf = perPorts((ports: WorkerPorts) => {
  const fanOut = new FanOut({
    ...ports,
    deadline: deadlineOf(ports),
    tail: ports.settings?.workerTail ?? LIMITS.workerTail,
    batchSize: LIMITS.membersPerShard,
    cleanUps: LIMITS.workerCleanUps,
    batchFrom: ports.settings?.batchFrom,
  });
  return new BroadcastShard({ ...ports, reader: logReaderOf(ports), fanOut, retention: retentionOf(ports) });
});
