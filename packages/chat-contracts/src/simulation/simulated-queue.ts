import { LIMITS, type BroadcastJob, type BroadcastQueue, type LogCursor } from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';

/** How long a job that was delivered is hidden, in milliseconds: after that it is delivered again. */
const VISIBILITY = 30_000;

/** A job in the queue. */
export interface QueuedJob {
  readonly job: BroadcastJob;
  /** From when on it is delivered, in epoch milliseconds. */
  readonly dueAt: number;
}

/** A FIFO queue with a delay: the jobs of a shard one at a time, again when one was not done in time. */
export class SimulatedQueue implements BroadcastQueue {
  #jobs: QueuedJob[] = [];

  readonly #clock: ManualClock;
  readonly #delay: number;

  /** @param delay - how long after it was enqueued a job is delivered, in milliseconds */
  constructor(clock: ManualClock, delay: number = LIMITS.batchInterval) {
    this.#clock = clock;
    this.#delay = delay;
  }

  /** How many jobs are not done. */
  get waiting(): number {
    return this.#jobs.length;
  }

  /** Whether a job that names the position is not done. */
  has({ epoch, seq }: LogCursor): boolean {
    return this.#jobs.some(({ job }) => job.epoch === epoch && job.seqs.includes(seq));
  }

  async enqueue(jobs: readonly BroadcastJob[]): Promise<void> {
    const dueAt = this.#clock.now() + this.#delay;
    this.#jobs.push(...jobs.map((job) => ({ job, dueAt })));
  }

  /** The first job of a shard that is due, hidden from now on; `null` where none is. */
  take(index: number): QueuedJob | null {
    const now = this.#clock.now();
    const due = this.#firsts().filter(({ dueAt }) => dueAt <= now);
    const found = due[index % Math.max(1, due.length)];
    if (found === undefined) return null;
    const taken = { job: found.job, dueAt: now + VISIBILITY };
    this.#jobs = this.#jobs.map((queued) => (queued === found ? taken : queued));
    return taken;
  }

  /** A job is done, unless it was delivered again meanwhile. */
  remove(taken: QueuedJob): void {
    this.#jobs = this.#jobs.filter((queued) => queued !== taken);
  }

  #firsts(): readonly QueuedJob[] {
    const shards = new Map<number, QueuedJob>();
    for (const queued of this.#jobs) if (!shards.has(queued.job.shard)) shards.set(queued.job.shard, queued);
    return [...shards.values()];
  }
}
