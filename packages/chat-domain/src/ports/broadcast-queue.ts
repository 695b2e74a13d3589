import type { SanctionEvent } from '../model/sanction-event.js';

/** A notification: this shard has new entries. Carries no message; the worker reads the log. */
export interface BroadcastJob {
  readonly room: string;
  readonly shard: number;
  readonly epoch: string;
  /** The positions of the new entries, at least one, in any order. */
  readonly seqs: readonly number[];
  /** What is in no log is notified of as a whole, under its id as the epoch, so that no other job is merged with it. */
  readonly sanction?: SanctionEvent | undefined;
}

/**
 * Hands the fan-out of large rooms to workers.
 *
 * MUST deliver every job at least once, jobs of one room and shard one at a time and in order. MAY deliver jobs
 * twice and merge jobs of one shard and epoch into one with the positions of all.
 */
export interface BroadcastQueue {
  /** Resolves once the jobs are stored. Rejects with `ChatError` `unavailable`. */
  enqueue(jobs: readonly BroadcastJob[]): Promise<void>;
}
