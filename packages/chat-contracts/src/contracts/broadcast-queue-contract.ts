import type { BroadcastJob, BroadcastQueue } from '@serverless-ws/chat-domain';
import { contractOf, type Closable, type Contract } from './contract.js';
import { must, mustEqual } from './expectation.js';
import { ODD_ROOMS, upTo } from './sample.js';

/** What the contract of {@link BroadcastQueue} needs: an empty queue and the worker's end of it. */
export interface BroadcastQueueHarness extends Closable {
  readonly queue: BroadcastQueue;
  /** Delivers jobs to `work` as the real consumer does, again where it rejects, until none is left. */
  consume(work: (job: BroadcastJob) => Promise<void>): Promise<void>;
}

const job = (shard: number, seq: number, room = 'lobby'): BroadcastJob => ({
  room,
  shard,
  epoch: 'e1',
  seqs: [seq],
});

/** The jobs delivered for one shard, in order. */
const jobsOf = (jobs: readonly BroadcastJob[], shard: number): readonly BroadcastJob[] =>
  jobs.filter((handed) => handed.shard === shard);

const seqsOf = (jobs: readonly BroadcastJob[], shard: number): readonly number[] =>
  jobsOf(jobs, shard).flatMap(({ seqs }) => seqs);

/** Everything that `BroadcastQueue` guarantees. Jobs of a shard may be merged into one. */
export const broadcastQueueContract: Contract<BroadcastQueueHarness> = contractOf('BroadcastQueue', [
  {
    title: 'delivers jobs unchanged',
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
          `enqueue() lost or changed the job of room ${expected.room}: deliver it as it was enqueued`,
        );
      }
    },
  },
  {
    title: 'delivers the jobs of a shard in order, with all their positions',
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
          `the jobs of shard ${shard} came out of order: keep the order within room and shard`,
        );
        const seqs = [...new Set(seqsOf(handed, shard))].sort((a, b) => a - b);
        mustEqual(
          seqs,
          sent,
          `positions of shard ${shard} were lost: a merged job has those of all its jobs`,
        );
      }
    },
  },
  {
    title: 'delivers one job of a shard at a time',
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
      must(!overlap, 'two jobs of one shard were delivered at once: group them by room and shard');
    },
  },
  {
    title: 'delivers a job again when its work failed',
    needs: 'redelivery',
    async run({ queue, consume }) {
      await queue.enqueue([job(0, 1), job(1, 1)]);
      let fails = 2;
      const done: BroadcastJob[] = [];
      await consume(async (next) => {
        if (next.shard === 0 && fails > 0) {
          fails -= 1;
          throw new Error('The worker crashed.');
        }
        done.push(next);
      });
      must(seqsOf(done, 0).includes(1), 'a job whose work failed was lost: deliver it again');
      must(
        seqsOf(done, 1).includes(1),
        'the failing job of one shard blocked another shard: only its own shard waits for it',
      );
    },
  },
  {
    title: 'accepts no jobs, and more than fit into one request of a vendor',
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
]);
