/** A wake-up: this shard has news up to `through`. Carries no message; the worker reads the log. */
export interface BroadcastJob {
  readonly room: string;
  readonly shard: number;
  readonly epoch: string;
  /** The highest seq known to whoever sent the wake-up. */
  readonly through: number;
}

/**
 * Hands the fan-out of large rooms to workers.
 *
 * MUST deliver every job at least once, jobs of one room and shard one at a time and in order. MAY deliver jobs
 * twice and merge jobs of one shard into the last of them.
 */
export interface BroadcastQueue {
  /** Resolves once the jobs are safe. Rejects with `ChatError` `unavailable`. */
  enqueue(jobs: readonly BroadcastJob[]): Promise<void>;
}
