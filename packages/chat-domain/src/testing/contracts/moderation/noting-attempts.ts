import { SLICES } from '../../../model/moderation/flood-limits.js';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { ODD_IDS, ODD_ROOMS, upTo } from '../specimen.js';
import { attemptAt, WINDOW, type StandingRepositoryHarness } from './standing-repository-harness.js';

/** Milliseconds of one slice. */
const SLICE = WINDOW / SLICES;

/** Counts by slice, the latest first, and zeros up to a whole window. */
function slices(...counts: readonly number[]): readonly number[] {
  return [...counts, ...Array<number>(SLICES + 1 - counts.length).fill(0)];
}

/** What `note` promises. */
export const notingAttempts: Contract<StandingRepositoryHarness> = [
  {
    title: 'knows nothing of a user who never tried, and of one who did',
    async run({ repository, clock }) {
      mustEqual(await repository.find('ada'), null, 'find() of an unknown user must be null');
      const standing = { userId: 'ada', mutedUntil: 0, bannedUntil: 0 };
      const noted = await repository.note(attemptAt(clock));
      mustEqual(noted, { standing, attempts: slices(1), notBefore: 0 }, 'note() of the first attempt');
      mustEqual(await repository.find('ada'), standing, 'find() after an attempt');
    },
  },
  {
    title: 'counts attempts in their slice, and tells how many were in each slice of a window before',
    async run({ repository, clock }) {
      const note = async () => (await repository.note(attemptAt(clock))).attempts;
      clock.advance(SLICE - (clock.now() % SLICE));
      mustEqual(await note(), slices(1), 'note() must count the first attempt, at the beginning of a slice');
      clock.advance(SLICE - 1);
      mustEqual(
        await note(),
        slices(2),
        'note() must count attempts of one slice together, to its last millisecond',
      );
      clock.advance(1);
      mustEqual(await note(), slices(1, 2), 'note() must begin a new slice when the last one is over');
      clock.advance(3 * SLICE);
      mustEqual(await note(), slices(1, 0, 0, 1, 2), 'note() must return 0 for a slice without attempts');
      clock.advance((SLICES - 3) * SLICE);
      const old = (await note()).slice(-4);
      mustEqual(old, [1, 0, 0, 1], 'note() must forget a slice after one window, and not sooner');
    },
  },
  {
    title: 'counts right after silences of any length, however often',
    async run({ repository, clock }) {
      for (const silence of [11, 12, 59, 60, 61, 99, 100, 101, 109, 110, 111, 1_000, 11, 70, 5_000]) {
        for (const latest of upTo(3)) {
          const { attempts } = await repository.note(attemptAt(clock));
          mustEqual(
            attempts,
            slices(latest),
            `note() must count right again after a silence (before ${silence} slices of it)`,
          );
        }
        clock.advance(silence * SLICE);
      }
    },
  },
  {
    title: 'counts hundreds as well as few, in windows of any length',
    async run({ repository, clock }) {
      for (const count of upTo(150)) {
        const { attempts } = await repository.note(attemptAt(clock));
        mustEqual(attempts[0], count, 'note() must count every attempt of a slice, also hundreds');
      }
      for (const window of [1, 7, 1_000, 3_600_000]) {
        const { attempts } = await repository.note(attemptAt(clock, { userId: `of ${window}`, window }));
        mustEqual(attempts, slices(1), `note() must slice a window of ${window} ms as any other`);
      }
    },
  },
  {
    title: 'counts every one of many concurrent attempts, each aware of those before it',
    async run({ repository, clock }) {
      const noted = await Promise.all(upTo(20).map(() => repository.note(attemptAt(clock))));
      const counts = noted.map(({ attempts }) => attempts[0] ?? 0).sort((a, b) => a - b);
      mustEqual(counts, upTo(20), 'concurrent note() lost an attempt: use one atomic write');
    },
  },
  {
    title: 'takes one attempt in each interval of slow mode, and says when the next may come',
    async run({ repository, clock }) {
      const slow = { room: 'tea', slowMode: 1_000 };
      const first = clock.now();
      const note = async () => (await repository.note(attemptAt(clock, slow))).notBefore;
      mustEqual(await note(), 0, 'the first attempt in slow mode must be taken');
      clock.advance(999);
      mustEqual(await note(), first + 1_000, 'notBefore must be the last taken attempt plus slowMode');
      clock.advance(1);
      mustEqual(await note(), 0, 'note() must not let a refused attempt push the next one back');
      const other = await repository.note(attemptAt(clock, { room: 'coffee', slowMode: 1_000 }));
      mustEqual(other.notBefore, 0, 'note() must keep slow mode by room');
      const bob = await repository.note(attemptAt(clock, { ...slow, userId: 'bob' }));
      mustEqual(bob.notBefore, 0, 'note() must keep slow mode by user');
      const { attempts } = await repository.note(attemptAt(clock));
      const all = attempts.reduce((sum, count) => sum + count);
      mustEqual(all, 5, 'note() must count attempts that slow mode refuses, too');
    },
  },
  {
    title: 'takes one of many concurrent attempts in slow mode',
    async run({ repository, clock }) {
      const attempt = attemptAt(clock, { slowMode: 1_000 });
      const noted = await Promise.all(upTo(10).map(() => repository.note(attempt)));
      const taken = noted.filter(({ notBefore }) => notBefore === 0).length;
      mustEqual(
        taken,
        1,
        'of concurrent note() in slow mode exactly one must be taken: look and write in one step',
      );
      const { attempts } = await repository.note(attemptAt(clock));
      mustEqual(attempts[0], 11, 'note() must count all of many concurrent attempts');
    },
  },
  {
    title: 'tells users and rooms apart, whatever they look like',
    async run({ repository, clock }) {
      for (const userId of ODD_IDS) {
        const { standing, attempts } = await repository.note(attemptAt(clock, { userId }));
        must(
          standing.userId === userId && attempts[0] === 1,
          `note() mixed up user ${userId} with another: do not split keys at separators`,
        );
      }
      for (const room of [...ODD_ROOMS, 'w0', 'userId', 'a.b', 'a-b']) {
        const { notBefore } = await repository.note(attemptAt(clock, { room, slowMode: 1_000 }));
        mustEqual(
          notBefore,
          0,
          `note() mixed up room ${room} with another: a room may be named like a property`,
        );
      }
    },
  },
];
