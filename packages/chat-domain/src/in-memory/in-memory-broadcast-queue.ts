import type { BroadcastJob, BroadcastQueue } from '../ports/broadcast-queue.js';

/** A queue in this process: first in, first out for each room and shard. */
export class InMemoryBroadcastQueue implements BroadcastQueue {
  readonly #shards = new Map<string, BroadcastJob[]>();

  async enqueue(jobs: readonly BroadcastJob[]): Promise<void> {
    for (const job of jobs) {
      const group = `${job.room}#${job.shard}`;
      this.#shards.set(group, [...(this.#shards.get(group) ?? []), { ...job }]);
    }
  }

  /** The waiting jobs, by shard in the order of their first job. */
  get waiting(): readonly BroadcastJob[] {
    return [...this.#shards.values()].flat();
  }

  /**
   * Delivers the waiting jobs to `work` until none is left: shards concurrently, the jobs of one shard one after the
   * other. A job whose work rejects is delivered again, at most `attempts` times, then dropped.
   *
   * @returns the jobs that were dropped: what a dead-letter queue would hold
   */
  async drain(
    work: (job: BroadcastJob) => Promise<void>,
    { attempts = 5 }: { readonly attempts?: number } = {},
  ): Promise<readonly BroadcastJob[]> {
    const dropped: BroadcastJob[] = [];
    while (this.#shards.size > 0) {
      await Promise.all(
        [...this.#shards.keys()].map((group) => this.#drainShard(group, work, attempts, dropped)),
      );
    }
    return dropped;
  }

  async #drainShard(
    group: string,
    work: (job: BroadcastJob) => Promise<void>,
    attempts: number,
    dropped: BroadcastJob[],
  ): Promise<void> {
    for (let job = this.#first(group); job; job = this.#first(group)) {
      if (!(await succeeds(job, work, attempts))) dropped.push(job);
      this.#shards.set(group, (this.#shards.get(group) ?? []).slice(1));
    }
    this.#shards.delete(group);
  }

  #first(group: string): BroadcastJob | undefined {
    return this.#shards.get(group)?.[0];
  }
}

async function succeeds(
  job: BroadcastJob,
  work: (job: BroadcastJob) => Promise<void>,
  attempts: number,
): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      await work(job);
      return true;
    } catch {
      // Not done: the queue ignores the reason and delivers the job again.
    }
  }
  return false;
}
