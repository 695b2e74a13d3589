import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { ODD_IDS, ODD_ROOMS, upTo } from '../specimen.js';
import { attemptAt, type StandingRepositoryHarness } from './standing-repository-harness.js';

/** What `note` promises. */
export const notingAttempts: Contract<StandingRepositoryHarness> = [
  {
    title: 'knows nothing of a user who never tried, and all about the first attempt',
    async run({ repository, clock }) {
      mustEqual(await repository.find('ada'), null, 'find() of an unknown user must be null');
      const expected = { userId: 'ada', attempts: [clock.now()], mutedUntil: 0, bannedUntil: 0 };
      const { standing, notBefore } = await repository.note(attemptAt(clock));
      mustEqual(standing, expected, 'note() must return the standing with the attempt in it');
      mustEqual(notBefore, 0, 'notBefore must be 0 without slow mode');
      mustEqual(await repository.find('ada'), expected, 'find() must see the attempt');
    },
  },
  {
    title: 'keeps the latest attempts, the newest first, and no more than asked',
    async run({ repository, clock }) {
      const start = clock.now();
      for (const count of upTo(12)) {
        const { standing } = await repository.note(attemptAt(clock, { keep: 5 }));
        const newest = upTo(Math.min(count, 5)).map((back) => start + (count - back));
        mustEqual(standing.attempts, newest, `attempts after ${count} of them`);
        clock.advance(1);
      }
    },
  },
  {
    title: 'follows a change of how many to keep, up to forty',
    async run({ repository, clock }) {
      const { standing: few } = await repository.note(attemptAt(clock, { keep: 1 }));
      mustEqual(few.attempts.length, 1, 'keep: 1 must keep one');
      for (const round of upTo(45)) {
        clock.advance(1);
        const { standing } = await repository.note(attemptAt(clock, { keep: 40 }));
        mustEqual(standing.attempts.length, Math.min(40, round + 1), 'keep: 40 must keep forty');
      }
      const { standing: less } = await repository.note(attemptAt(clock, { keep: 3 }));
      mustEqual(less.attempts.length, 3, 'keep: 3 after keep: 40 must return three');
    },
  },
  {
    title: 'notes every one of many concurrent attempts, each aware of those before it',
    async run({ repository, clock }) {
      const noted = await Promise.all(upTo(20).map(() => repository.note(attemptAt(clock, { keep: 30 }))));
      const counts = noted.map(({ standing }) => standing.attempts.length).sort((a, b) => a - b);
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
      mustEqual(await note(), 0, 'a refused attempt must not push the next one back');
      const other = await repository.note(attemptAt(clock, { room: 'coffee', slowMode: 1_000 }));
      mustEqual(other.notBefore, 0, 'slow mode of one room must not touch another');
      const bob = await repository.note(attemptAt(clock, { ...slow, userId: 'bob' }));
      mustEqual(bob.notBefore, 0, 'slow mode of one user must not touch another');
      const attempts = (await repository.find('ada'))?.attempts.length;
      mustEqual(attempts, 4, 'attempts refused by slow mode must be noted too');
    },
  },
  {
    title: 'takes one of many concurrent attempts in slow mode',
    async run({ repository, clock }) {
      const attempt = attemptAt(clock, { slowMode: 1_000, keep: 30 });
      const noted = await Promise.all(upTo(10).map(() => repository.note(attempt)));
      const taken = noted.filter(({ notBefore }) => notBefore === 0).length;
      mustEqual(taken, 1, 'of concurrent attempts in slow mode exactly one must be taken');
      mustEqual((await repository.find('ada'))?.attempts.length, 10, 'all of them must be noted');
    },
  },
  {
    title: 'tells users and rooms apart, whatever they look like',
    async run({ repository, clock }) {
      for (const userId of ODD_IDS) {
        const { standing } = await repository.note(attemptAt(clock, { userId }));
        must(standing.userId === userId && standing.attempts.length === 1, `note() mixed up user ${userId}`);
      }
      for (const room of [...ODD_ROOMS, 't0', 'userId', 'a.b', 'a-b']) {
        const { notBefore } = await repository.note(attemptAt(clock, { room, slowMode: 1_000 }));
        mustEqual(notBefore, 0, `note() mixed up room ${room}`);
      }
    },
  },
];
