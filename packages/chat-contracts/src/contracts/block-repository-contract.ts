import type { BlockRepository } from '@serverless-ws/chat-domain';
import { contractOf, type Closable, type Contract } from './contract.js';
import { must, mustEqual } from './expectation.js';
import { ODD_IDS, upTo } from './sample.js';

/** What the contract of {@link BlockRepository} needs: an empty repository. */
export interface BlockRepositoryHarness extends Closable {
  readonly repository: BlockRepository;
}

/** The maximum of blocks, where a case does not reach it. */
const MANY = 100;

/** Everything that `BlockRepository` guarantees. */
export const blockRepositoryContract: Contract<BlockRepositoryHarness> = contractOf('BlockRepository', [
  {
    title: 'has no blocks by default, and has one in one direction until it is taken back',
    async run({ repository }) {
      must(!(await repository.hasBlocked('ada', 'bob')), 'hasBlocked() without a block must be false');
      mustEqual(await repository.block('ada', 'bob', MANY), true, 'block() must return that it blocked');
      must(
        await repository.hasBlocked('ada', 'bob'),
        'hasBlocked() missed a block just stored: read consistently',
      );
      must(!(await repository.hasBlocked('bob', 'ada')), 'a block must not hold in the other direction');
      await repository.unblock('ada', 'bob');
      must(!(await repository.hasBlocked('ada', 'bob')), 'hasBlocked() must be false after unblock()');
    },
  },
  {
    title: 'blocks and unblocks again, whatever is there',
    async run({ repository }) {
      await repository.unblock('ada', 'bob');
      for (const expected of [true, true]) {
        mustEqual(await repository.block('ada', 'bob', MANY), expected, 'block() must be safe to repeat');
      }
      await repository.unblock('ada', 'bob');
      await repository.unblock('ada', 'bob');
      must(!(await repository.hasBlocked('ada', 'bob')), 'one unblock() must end what was blocked twice');
    },
  },
  {
    title: 'blocks no more users than the maximum, and counts none twice',
    async run({ repository }) {
      for (const other of ['bob', 'cyd', 'bob', 'cyd', 'bob']) {
        mustEqual(await repository.block('ada', other, 2), true, `block() must count ${other} once`);
      }
      mustEqual(await repository.block('ada', 'dan', 2), false, 'block() past the maximum must return false');
      must(!(await repository.hasBlocked('ada', 'dan')), 'block() past the maximum must store nothing');
      mustEqual(await repository.block('eve', 'dan', 2), true, 'the maximum must be one for each user');
      await repository.unblock('ada', 'bob');
      mustEqual(await repository.block('ada', 'dan', 2), true, 'block() must count what is blocked now');
    },
  },
  {
    title: 'blocks at once what is blocked at once',
    async run({ repository }) {
      const others = upTo(10).map((index) => `user-${index}`);
      await Promise.all(others.map((other) => repository.block('ada', other, MANY)));
      const blocked = await Promise.all(others.map((other) => repository.hasBlocked('ada', other)));
      mustEqual(
        blocked,
        others.map(() => true),
        'block() lost a block that another one raced',
      );
    },
  },
  {
    title: 'distinguishes users, whatever they look like',
    async run({ repository }) {
      const next = (index: number) => ODD_IDS[(index + 1) % ODD_IDS.length] ?? '';
      for (const [index, userId] of ODD_IDS.entries()) await repository.block(userId, next(index), MANY);
      for (const [index, userId] of ODD_IDS.entries()) {
        const blocked = await Promise.all(ODD_IDS.map((other) => repository.hasBlocked(userId, other)));
        mustEqual(
          ODD_IDS.filter((_, at) => blocked[at]),
          [next(index)],
          `hasBlocked() mixed up whom ${userId} has blocked: do not split keys at separators`,
        );
      }
    },
  },
]);
