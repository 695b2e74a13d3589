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

  /** Resolves once the members of the shard were sent everything up to the job's `through`. */
  async execute(job: BroadcastJob): Promise<void> {
    const { messages, cursors, fanOut, timer } = this.dependencies;
    let cursor = await this.start(job);
    let wait = FIRST_WAIT;
    while (cursor.seq < job.through) {
      const head = await messages.head(job.room);
      if (head?.epoch !== job.epoch) return;
      const page = await this.read(head, cursor, job);
      if (page.entries.length > 0) await fanOut.push(head, [job.shard], page.entries);
      if (page.from <= page.through) {
        cursor = { epoch: head.epoch, seq: page.through };
        await cursors.save(job.room, job.shard, cursor);
        wait = FIRST_WAIT;
      } else {
        await timer.wait(wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
  }

  /** The shard's cursor; just before the job's own news in a shard, or an epoch, that had none. */
  private async start(job: BroadcastJob): Promise<LogCursor> {
    const cursor = await this.dependencies.cursors.load(job.room, job.shard);
    return cursor?.epoch === job.epoch ? cursor : { epoch: job.epoch, seq: job.through - 1 };
  }

  /** The news after the cursor, or the job's own alone where what lies between has expired. */
  private async read(head: RoomHead, cursor: LogCursor, job: BroadcastJob): Promise<LogPage> {
    const { reader } = this.dependencies;
    const page = await reader.after(head, cursor, LIMITS.pageMaximum);
    return page.recovered ? page : reader.before(head, job.through + 1, 1);
  }
}
