import type { BroadcastJob, BroadcastQueue } from '@serverless-ws/chat-domain';

/** Messages of one batch at most: SQS FIFO gives no more. */
const BATCH = 10;

/** Works on a batch, which is all of one shard. */
export type Work = (worker: number, batch: readonly BroadcastJob[]) => Promise<void>;

/**
 * An SQS FIFO queue and the event source of a Lambda behind it, in this process and without their time on the wire: a
 * worker takes up to ten notifications of one shard, in order, and no other worker has that shard meanwhile.
 */
export class FifoQueue implements BroadcastQueue {
  /** Batches handed out so far. */
  batches = 0;
  readonly #waiting = new Map<string, BroadcastJob[]>();
  readonly #locked = new Set<string>();
  readonly #idle: number[];
  #onEmpty: (() => void) | null = null;

  readonly #work: Work;

  constructor(workers: number, work: Work) {
    this.#work = work;

    this.#idle = Array.from({ length: workers }, (_, worker) => worker);
  }

  async enqueue(jobs: readonly BroadcastJob[]): Promise<void> {
    for (const job of jobs) {
      const group = `${job.room}#${job.shard}`;
      this.#waiting.set(group, [...(this.#waiting.get(group) ?? []), job]);
    }
    this.#handOut();
  }

  /** Resolves once nothing waits and no worker runs. */
  async emptied(): Promise<void> {
    if (this.#waiting.size + this.#locked.size > 0)
      await new Promise<void>((resolve) => (this.#onEmpty = resolve));
  }

  #handOut(): void {
    // A map keeps the order in which its keys came: the group that has waited longest is first.
    for (const [group, jobs] of this.#waiting) {
      if (this.#locked.has(group)) continue;
      const worker = this.#idle.pop();
      if (worker === undefined) return;
      this.#waiting.delete(group);
      if (jobs.length > BATCH) this.#waiting.set(group, jobs.slice(BATCH));
      void this.#run(worker, group, jobs.slice(0, BATCH));
    }
  }

  async #run(worker: number, group: string, batch: readonly BroadcastJob[]): Promise<void> {
    this.#locked.add(group);
    this.batches += 1;
    await this.#work(worker, batch);
    this.#locked.delete(group);
    this.#idle.push(worker);
    this.#handOut();
    if (this.#waiting.size + this.#locked.size === 0) this.#onEmpty?.();
  }
}
