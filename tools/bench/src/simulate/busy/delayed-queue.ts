import type { BroadcastJob, BroadcastQueue } from '@serverless-ws/chat-domain';
import type { VirtualTime } from './virtual-time.js';

/** How a queue and its workers behave. */
export interface DelayedQueueOptions {
  /** Milliseconds until a job is delivered. */
  readonly delay: number;
  /** Milliseconds from when a job could be delivered until a worker has it. */
  readonly polling: () => number;
  /** Jobs that one call of a worker takes at most. */
  readonly batch: number;
  /** Calls of workers at once. */
  readonly workers: number;
  readonly work: (job: BroadcastJob) => Promise<void>;
}

interface Shard {
  readonly jobs: { readonly job: BroadcastJob; readonly dueAt: number }[];
  isBusy: boolean;
}

/** An SQS FIFO queue with a delay, and the Lambda function behind it: the jobs of a shard one batch after the other. */
export class DelayedQueue implements BroadcastQueue {
  /** Jobs that were enqueued, and calls of workers. */
  jobs = 0;
  calls = 0;
  /** Milliseconds that workers have worked. */
  worked = 0;
  #running = 0;
  readonly #shards = new Map<string, Shard>();

  readonly #time: VirtualTime;
  readonly #options: DelayedQueueOptions;

  constructor(time: VirtualTime, options: DelayedQueueOptions) {
    this.#time = time;
    this.#options = options;
  }

  async enqueue(jobs: readonly BroadcastJob[]): Promise<void> {
    const dueAt = this.#time.now() + this.#options.delay;
    for (const job of jobs) {
      this.jobs += 1;
      this.#shardOf(job).jobs.push({ job, dueAt });
      this.#time.at(dueAt + this.#options.polling(), () => this.#poll());
    }
  }

  #shardOf({ room, shard }: BroadcastJob): Shard {
    const name = `${room}#${shard}`;
    const known = this.#shards.get(name) ?? { jobs: [], isBusy: false };
    this.#shards.set(name, known);
    return known;
  }

  /** Those that have waited longest come first: no shard starves. */
  #poll(): void {
    const now = this.#time.now();
    const dueAt = ({ jobs }: Shard) => jobs[0]?.dueAt ?? Infinity;
    const ready = [...this.#shards.values()].filter((shard) => !shard.isBusy && dueAt(shard) <= now);
    ready.sort((one, other) => dueAt(one) - dueAt(other));
    const free = this.#options.workers - this.#running;
    for (const shard of ready.slice(0, Math.max(0, free))) void this.#run(shard);
  }

  async #run(shard: Shard): Promise<void> {
    const start = this.#time.now();
    const due = shard.jobs.filter(({ dueAt }) => dueAt <= start).slice(0, this.#options.batch);
    const [first] = due;
    if (first === undefined) return;
    shard.isBusy = true;
    this.#running += 1;
    this.calls += 1;
    await this.#options.work({ ...first.job, seqs: due.flatMap(({ job }) => job.seqs) });
    shard.jobs.splice(0, due.length);
    shard.isBusy = false;
    this.#running -= 1;
    this.worked += this.#time.now() - start;
    this.#poll();
  }
}
