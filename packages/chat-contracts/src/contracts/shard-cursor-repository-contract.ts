import type { ShardCursorRepository } from '@serverless-ws/chat-domain';
import { contractOf, type Closable, type Contract } from './contract.js';
import { mustEqual } from './expectation.js';
import { LIFE, ODD_ROOMS, upTo } from './sample.js';

/** What the contract of {@link ShardCursorRepository} needs: an empty repository. */
export interface ShardCursorRepositoryHarness extends Closable {
  readonly repository: ShardCursorRepository;
  /** Deletes everything that the store may delete by that time, in epoch milliseconds; else it lacks `deletion`. */
  deleteExpired?(now: number): Promise<void>;
}

const at = (seq: number, epoch = 'e1') => ({ epoch, seq, start: Math.floor(seq / 2) });

/** Everything that `ShardCursorRepository` guarantees. */
export const shardCursorRepositoryContract: Contract<ShardCursorRepositoryHarness> = contractOf(
  'ShardCursorRepository',
  [
    {
      title: 'has no cursor of an untouched shard, and sees every save that finished',
      async run({ repository }) {
        mustEqual(await repository.load('lobby', 0), null, 'load() of an untouched shard must be null');
        for (const seq of upTo(10)) {
          await repository.save('lobby', 0, at(seq));
          mustEqual(await repository.load('lobby', 0), at(seq), 'load() missed a save: read consistently');
        }
      },
    },
    {
      title: 'never moves a cursor back within an epoch',
      async run({ repository }) {
        await repository.save('lobby', 0, at(10));
        await repository.save('lobby', 0, at(9));
        mustEqual(
          await repository.load('lobby', 0),
          at(10),
          'save() moved a cursor back: save only if higher',
        );
        await repository.save('lobby', 0, at(10));
        mustEqual(await repository.load('lobby', 0), at(10), 'save() must be safe to repeat');
      },
    },
    {
      title: 'follows a new epoch, also to a lower position',
      async run({ repository }) {
        await repository.save('lobby', 0, at(10));
        await repository.save('lobby', 0, at(3, 'e2'));
        mustEqual(
          await repository.load('lobby', 0),
          at(3, 'e2'),
          'save() must store the cursor of a new epoch',
        );
      },
    },
    {
      title: 'ends at the highest position when workers save at once',
      async run({ repository }) {
        await Promise.all([5, 9, 3, 12, 7, 1].map((seq) => repository.save('lobby', 0, at(seq))));
        mustEqual(
          await repository.load('lobby', 0),
          at(12),
          'concurrent save() must end at the highest cursor: save only if higher, in one step',
        );
      },
    },
    {
      title: 'keeps a cursor as long as it was last told to, and then deletes it',
      needs: 'deletion',
      async run(harness) {
        const { repository } = harness;
        const end = Date.UTC(2_100, 0);
        await repository.save('den', 0, at(1), end);
        await repository.save('den', 0, at(2), end + LIFE);
        await repository.save('lobby', 0, at(1));
        await harness.deleteExpired?.(end + LIFE - 1);
        mustEqual(await repository.load('den', 0), at(2), 'save() must move the end of a cursor with it');
        await harness.deleteExpired?.(end + LIFE + 1_000);
        mustEqual(await repository.load('den', 0), null, 'save() must store the end of a cursor');
        mustEqual(await repository.load('lobby', 0), at(1), 'a cursor without an end must be kept');
      },
    },
    {
      title: 'distinguishes rooms and shards',
      async run({ repository }) {
        const positions = ['a', 'a1', ...ODD_ROOMS].flatMap((room) =>
          [0, 1, 11].map((shard) => ({ room, shard })),
        );
        for (const [index, { room, shard }] of positions.entries())
          await repository.save(room, shard, at(index + 1));
        for (const [index, { room, shard }] of positions.entries()) {
          mustEqual(
            await repository.load(room, shard),
            at(index + 1),
            `load() of shard ${shard} of ${room} is mixed up with another: do not join names and numbers`,
          );
        }
      },
    },
  ],
);
