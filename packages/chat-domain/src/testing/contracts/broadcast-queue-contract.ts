import type { BroadcastJob, BroadcastQueue } from '../../ports/broadcast-queue.js';
import type { Closable, Contract } from './contract.js';
import { must, mustEqual } from './expectation.js';
import { ODD_ROOMS, upTo } from './sample.js';

/** What the contract of {@link BroadcastQueue} needs: an empty queue and the worker's end of it. */
export interface BroadcastQueueHarness extends Closable {
  readonly queue: BroadcastQueue;
  /** Hands jobs to `work` as the real consumer does, again where it rejects, until nothing is left. */
  consume(work: (job: BroadcastJob) => Promise<void>): Promise<void>;
}

const job = (shard: number, seq: number, room = 'lobby'): BroadcastJob => ({
  room,
  shard,
  epoch: 'e1',
  seqs: [seq],
});

/** What was handed out for one shard, in order. */
const jobsOf = (jobs: readonly BroadcastJob[], shard: number): readonly BroadcastJob[] =>
  jobs.filter((handed) => handed.shard === shard);

const seqsOf = (jobs: readonly BroadcastJob[], shard: number): readonly number[] =>
  jobsOf(jobs, shard).flatMap(({ seqs }) => seqs);

/** Everything that `BroadcastQueue` promises. Jobs of a shard may be merged into one. */
export const broadcastQueueContract: Contract<BroadcastQueueHarness> = [
  {
    title: 'hands out jobs whole',
    async run({ queue, consume }) {
      const handed: BroadcastJob[] = [];
      const jobs = ODD_ROOMS.map((room, index) => job(index, index + 1, room));
      await queue.enqueue(jobs);
      await consume(async (next) => void handed.push(next));
      for (const expected of jobs) {
        const found = handed.find(({ room }) => room === expected.room);
        mustEqual(
          found,
          expected,
          `enqueue() lost or changed the job of room ${expected.room}: hand it out as it was put`,
        );
      }
    },
  },
  {
    title: 'hands out the jobs of a shard in order, with all their positions',
    async run({ queue, consume }) {
      const handed: BroadcastJob[] = [];
      for (const seq of upTo(5)) await queue.enqueue([job(0, seq), job(1, seq * 10)]);
      await consume(async (next) => void handed.push(next));
      for (const [shard, sent] of [
        [0, upTo(5)],
        [1, upTo(5).map((seq) => seq * 10)],
      ] as const) {
        const highest = jobsOf(handed, shard).map(({ seqs }) => Math.max(...seqs));
        mustEqual(
          highest,
          [...highest].sort((a, b) => a - b),
          `the jobs of shard ${shard} overtook each other: keep the order within room and shard`,
        );
        const seqs = [...new Set(seqsOf(handed, shard))].sort((a, b) => a - b);
        mustEqual(
          seqs,
          sent,
          `positions of shard ${shard} were lost: a job that stands for others has theirs too`,
        );
      }
    },
  },
  {
    title: 'works on one job of a shard at a time',
    async run({ queue, consume }) {
      const busy = new Set<number>();
      for (const seq of upTo(3)) await queue.enqueue([job(0, seq), job(1, seq)]);
      let overlap = false;
      await consume(async ({ shard }) => {
        overlap ||= busy.has(shard);
        busy.add(shard);
        for (const turn of upTo(10)) await turn;
        busy.delete(shard);
      });
      must(!overlap, 'two jobs of one shard were handed out at once: group them by room and shard');
    },
  },
  {
    title: 'hands a job out again when its work failed',
    needs: 'redelivery',
    async run({ queue, consume }) {
      await queue.enqueue([job(0, 1), job(1, 1)]);
      let fails = 2;
      const done: BroadcastJob[] = [];
      await consume(async (next) => {
        if (next.shard === 0 && fails > 0) {
          fails -= 1;
          throw new Error('The worker died.');
        }
        done.push(next);
      });
      must(seqsOf(done, 0).includes(1), 'a job whose work failed was lost: hand it out again');
      must(
        seqsOf(done, 1).includes(1),
        'the failing job of one shard kept another from its own: only its own shard waits for it',
      );
    },
  },
  {
    title: 'takes none, and more than fit into one request of a vendor',
    async run({ queue, consume }) {
      await queue.enqueue([]);
      await queue.enqueue(upTo(64).map((shard) => job(shard, shard)));
      const shards = new Set<number>();
      await consume(async ({ shard }) => void shards.add(shard));
      mustEqual(
        [...shards].sort((a, b) => a - b),
        upTo(64),
        'enqueue() lost some of 64 jobs: send as many requests as they take',
      );
    },
  },
];
