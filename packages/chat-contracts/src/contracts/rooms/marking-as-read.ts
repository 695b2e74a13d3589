import type { Contract } from '../contract.js';
import { mustEqual } from '../expectation.js';
import { LIFE } from '../sample.js';
import type { UserRoomRepositoryHarness } from './user-room-repository-harness.js';

const at = (seq: number, epoch = 'e1') => ({ epoch, seq, nonMessages: Math.floor(seq / 2) });

/** Marks in Ada's row of `tea`, and reads it. */
function ada({ repository, clock }: UserRoomRepositoryHarness) {
  const keptUntil = clock.now() + LIFE;
  return {
    mark: (seq: number, epoch = 'e1', known: string | null = epoch) =>
      repository.mark('ada', 'tea', at(seq, epoch), { known, keptUntil }),
    current: async () => (await repository.find('ada', 'tea'))?.mark ?? null,
  };
}

/** What `UserRoomRepository` guarantees about marks. */
export const markingAsRead: Contract<UserRoomRepositoryHarness> = [
  {
    title: 'stores the first mark, with a row where there is none, and in one that is there',
    async run(harness) {
      const { mark, current } = ada(harness);
      mustEqual(await mark(4, 'e1', null), true, 'mark() must add a row where there is none');
      mustEqual(await current(), at(4), 'find() must return the mark');
      const { repository, clock } = harness;
      const keptUntil = clock.now() + LIFE;
      await repository.follow('ada', { room: 'dm.1', peer: { id: 'bob', name: 'Bob' } }, keptUntil);
      mustEqual(
        await repository.mark('ada', 'dm.1', at(1), { known: null, keptUntil }),
        true,
        'mark() must add the first mark to a row without one',
      );
      mustEqual(
        await repository.find('ada', 'dm.1'),
        { room: 'dm.1', peer: { id: 'bob', name: 'Bob' }, mark: at(1), keptUntil },
        'mark() must keep the peer',
      );
    },
  },
  {
    title: 'never moves a mark back within an epoch',
    async run(harness) {
      const { mark, current } = ada(harness);
      await mark(10, 'e1', null);
      mustEqual(await mark(9), false, 'mark() of a lower position must return false');
      mustEqual(await mark(9, 'e1', null), false, 'mark() must compare positions whatever the caller knew');
      mustEqual(await current(), at(10), 'mark() moved back: move it only forward');
      mustEqual(await mark(10), false, 'mark() of the same position must return false');
      mustEqual(await mark(11, 'e1', null), true, 'mark() must move forward whatever the caller knew');
      mustEqual(await current(), at(11), 'find() must return the last mark');
    },
  },
  {
    title: 'ends at the highest position when several devices mark at once',
    async run(harness) {
      const { mark, current } = ada(harness);
      await Promise.all([5, 9, 3, 12, 7, 1].map((seq) => mark(seq, 'e1', null)));
      mustEqual(
        await current(),
        at(12),
        'concurrent mark() must end at the highest: compare in the same write',
      );
    },
  },
  {
    title: 'follows a new epoch, also to a lower position, and never goes back to the one before',
    async run(harness) {
      const { mark, current } = ada(harness);
      await mark(10, 'e1', null);
      mustEqual(await mark(3, 'e2', 'e1'), true, 'mark() must follow from the epoch that is known');
      mustEqual(await mark(11), false, 'mark() of an epoch that has ended must return false');
      mustEqual(await mark(11, 'e1', null), false, 'mark() must not take another epoch for none');
      mustEqual(await mark(11, 'e3', 'e1'), false, 'mark() must compare the epoch that is there');
      mustEqual(await current(), at(3, 'e2'), 'mark() brought back an epoch that has ended');
    },
  },
  {
    title: 'adds no row by a mark that rests on one that is gone',
    async run(harness) {
      const { mark, current } = ada(harness);
      await mark(1, 'e1', null);
      await harness.repository.unfollow('ada', 'tea');
      mustEqual(await mark(2, 'e2', 'e1'), false, 'mark() must compare the epoch with that of no row');
      mustEqual(await current(), null, 'mark() must store nothing then');
      mustEqual(await mark(2, 'e2', null), true, 'mark() without a known epoch must add a row');
    },
  },
];
