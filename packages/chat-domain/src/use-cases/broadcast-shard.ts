import { LIMITS } from '../model/limits.js';
import type { LogCursor } from '../model/log-cursor.js';
import type { RoomHead } from '../model/room-head.js';
import type { BroadcastJob } from '../ports/broadcast-queue.js';
import type { MessageRepository } from '../ports/message-repository.js';
import type { ShardCursorRepository } from '../ports/shard-cursor-repository.js';
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
 */
export class BroadcastShard {
  constructor(private readonly dependencies: BroadcastShardDependencies) {}

  /**
   * Resolves once the members of the shard were sent everything up to the job's `through`.
   * @param since - the lowest `through` of the jobs that this one, the highest, stands for
   */
  async execute(job: BroadcastJob, since = job.through): Promise<void> {
    const { messages, timer } = this.dependencies;
    let cursor: LogCursor | null = null;
    let wait = FIRST_WAIT;
    for (;;) {
      const head = await messages.head(job.room);
      if (head?.epoch !== job.epoch) return;
      cursor ??= await this.start(head, job, since);
      // A restored log may end below a job that is older than the restore.
      if (cursor.seq >= Math.min(job.through, head.seq)) return;
      const next = await this.step(head, cursor, job);
      const isHeldUp = next.seq === cursor.seq;
      if (isHeldUp) await timer.wait(wait);
      wait = isHeldUp ? Math.min(wait * 2, LONGEST_WAIT) : FIRST_WAIT;
      cursor = next;
    }
  }

  /** Sends a page, and saves how far that was; the same cursor where the next place is still being filled. */
  private async step(head: RoomHead, cursor: LogCursor, job: BroadcastJob): Promise<LogCursor> {
    const { cursors, fanOut } = this.dependencies;
    const page = await this.read(head, cursor);
    if (page.from > page.through) return cursor;
    if (page.entries.length > 0) await fanOut.push(head, [job.shard], page.entries);
    const next = { epoch: head.epoch, seq: page.through };
    await cursors.save(job.room, job.shard, next);
    return next;
  }

  /**
   * The shard's cursor. A shard, or an epoch, that had none starts before the jobs' own news and before whatever is
   * still being filled: the jobs of slower writers come later, for lower places.
   */
  private async start(head: RoomHead, job: BroadcastJob, since: number): Promise<LogCursor> {
    const cursor = await this.dependencies.cursors.load(job.room, job.shard);
    if (cursor?.epoch === head.epoch) return cursor;
    const { through } = await this.dependencies.reader.newest(head);
    return { epoch: head.epoch, seq: Math.min(since - 1, through) };
  }

  /** The news after the cursor; where what lies between has expired, what is left of it. */
  private async read(head: RoomHead, cursor: LogCursor): Promise<LogPage> {
    const { reader } = this.dependencies;
    const page = await reader.after(head, cursor, LIMITS.pageMaximum);
    return page.recovered ? page : reader.left(head, cursor.seq, LIMITS.pageMaximum);
  }
}
