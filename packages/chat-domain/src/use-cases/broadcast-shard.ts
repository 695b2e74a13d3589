import { LIMITS } from '../model/limits.js';
import type { LogCursor } from '../model/log-cursor.js';
import type { RoomHead } from '../model/room-head.js';
import type { BroadcastJob } from '../ports/broadcast-queue.js';
import type { MessageRepository } from '../ports/message-repository.js';
import type { ShardCursor, ShardCursorRepository } from '../ports/shard-cursor-repository.js';
import type { Timer } from '../ports/timer.js';
import type { FanOut } from './fan-out/fan-out.js';
import type { LogPage } from './log/log-page.js';
import type { LogReader } from './log/log-reader.js';

/** How long to wait for a place that is still being filled, in milliseconds: at first, and at most. */
const FIRST_WAIT = 25;
const LONGEST_WAIT = 400;

/** What {@link BroadcastShard} needs. */
export interface BroadcastShardDependencies {
  readonly messages: Pick<MessageRepository, 'head'>;
  readonly cursors: ShardCursorRepository;
  readonly reader: LogReader;
  readonly fanOut: FanOut;
  readonly timer: Timer;
}

/**
 * Brings one shard of a large room up to date. A job only wakes the worker up; what to send is between the shard's
 * cursor and the head of the log. Jobs that pile up meanwhile find their news sent, which is all the coalescing
 * there is. A worker that dies sends again what its cursor does not cover; clients drop it by `seq`.
 *
 * Jobs do not come in the order of their places: a writer may be slow between the log and the queue. One whose place is
 * below where the shard's first worker began, which no cursor covers, has that place sent alone.
 */
export class BroadcastShard {
  constructor(private readonly dependencies: BroadcastShardDependencies) {}

  /** Resolves once the members of the shard were sent what the job names, and everything between it and the cursor. */
  async execute(job: BroadcastJob): Promise<void> {
    const head = await this.dependencies.messages.head(job.room);
    if (head?.epoch !== job.epoch) return;
    const cursor = await this.cursor(head, job);
    const late = [...new Set(job.seqs)].filter((seq) => seq <= cursor.start).sort((a, b) => a - b);
    if (late.length > 0) await this.sendAlone(head, cursor, job.shard, late);
    await this.catchUp(head, cursor, job);
  }

  /** The shard's cursor; where it has none in this epoch, one to begin with. */
  private async cursor(head: RoomHead, { room, shard, seqs }: BroadcastJob): Promise<ShardCursor> {
    const { cursors, reader } = this.dependencies;
    const cursor = await cursors.load(room, shard);
    if (cursor?.epoch === head.epoch) return cursor;
    // Below the news and below what is still being filled, so that the shard hears it in order. But not below a message
    // that was sent again long after: everybody would hear the log from there on once more.
    const recent = seqs.filter((seq) => seq > head.seq - LIMITS.pageMaximum);
    const { through } = await reader.newest(head);
    const start = Math.min(through, ...recent.map((seq) => seq - 1));
    return { epoch: head.epoch, seq: start, start };
  }

  /** Sends places that no cursor will cover, and keeps the cursor that says so. */
  private async sendAlone(
    head: RoomHead,
    cursor: ShardCursor,
    shard: number,
    seqs: readonly number[],
  ): Promise<void> {
    const { cursors, fanOut, reader } = this.dependencies;
    const pages = await Promise.all(seqs.map((seq) => reader.left(head, seq - 1, 1)));
    const entries = pages.flatMap((page, index) => page.entries.filter(({ seq }) => seq === seqs[index]));
    if (entries.length > 0) await fanOut.push(head, [shard], entries);
    await cursors.save(head.room, shard, cursor);
  }

  private async catchUp(first: RoomHead, start: ShardCursor, job: BroadcastJob): Promise<void> {
    const { messages, timer } = this.dependencies;
    const through = Math.max(...job.seqs);
    let [head, cursor, wait] = [first, start, FIRST_WAIT];
    // A restored log may end below a job that is older than the restore.
    while (cursor.seq < Math.min(through, head.seq)) {
      const next = await this.step(head, cursor, job.shard);
      const isHeldUp = next.seq === cursor.seq;
      if (isHeldUp) await timer.wait(wait);
      wait = isHeldUp ? Math.min(wait * 2, LONGEST_WAIT) : FIRST_WAIT;
      cursor = next;
      const now = await messages.head(job.room);
      if (now?.epoch !== job.epoch) return;
      head = now;
    }
  }

  /** Sends a page, and saves how far that was; the same cursor where the next place is still being filled. */
  private async step(head: RoomHead, cursor: ShardCursor, shard: number): Promise<ShardCursor> {
    const { cursors, fanOut } = this.dependencies;
    const page = await this.read(head, cursor);
    if (page.from > page.through) return cursor;
    if (page.entries.length > 0) await fanOut.push(head, [shard], page.entries);
    const next = { ...cursor, seq: page.through };
    await cursors.save(head.room, shard, next);
    return next;
  }

  /** The news after the cursor; where what lies between has expired, what is left of it. */
  private async read(head: RoomHead, cursor: LogCursor): Promise<LogPage> {
    const { reader } = this.dependencies;
    const page = await reader.after(head, cursor, LIMITS.pageMaximum);
    return page.recovered ? page : reader.left(head, cursor.seq, LIMITS.pageMaximum);
  }
}
