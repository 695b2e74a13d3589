import type { Contract } from '../contract.js';
import { mustEqual } from '../expectation.js';
import { attemptAt, type ModerationStateRepositoryHarness } from './moderation-state-repository-harness.js';

const YEAR = 365 * 86_400_000;

/** What `sanction` guarantees. */
export const sanctioning: Contract<ModerationStateRepositoryHarness> = [
  {
    title: 'sanctions a user without a state',
    async run({ repository, clock }) {
      const mutedUntil = clock.now() + 60_000;
      await repository.sanction('ada', { mutedUntil });
      const expected = { userId: 'ada', mutedUntil, bannedUntil: 0, pausedUntil: 0 };
      mustEqual(
        await repository.find('ada'),
        expected,
        'find() must see the sanction of a user without attempts',
      );
    },
  },
  {
    title: 'replaces a sanction of the same kind and leaves the rest',
    async run({ repository, clock }) {
      const at = clock.now();
      await repository.recordAttempt(attemptAt(clock));
      await repository.sanction('ada', { bannedUntil: at + YEAR });
      await repository.sanction('ada', { mutedUntil: at + 1_000 });
      await repository.sanction('ada', { mutedUntil: at + 500 });
      const expected = { userId: 'ada', mutedUntil: at + 500, bannedUntil: at + YEAR, pausedUntil: 0 };
      mustEqual(await repository.find('ada'), expected, 'sanction() must change its own kind only');
      await repository.sanction('ada', { bannedUntil: 0 });
      mustEqual((await repository.find('ada'))?.bannedUntil, 0, 'sanction() must lift a ban');
    },
  },
  {
    title: 'returns sanctions with every attempt, and keeps them whatever the user attempts',
    async run({ repository, clock }) {
      const sanctions = { mutedUntil: clock.now() + YEAR, bannedUntil: clock.now() + 10 * YEAR };
      await repository.sanction('ada', { mutedUntil: sanctions.mutedUntil });
      await repository.sanction('ada', { bannedUntil: sanctions.bannedUntil });
      for (const slowMode of [0, 1_000, 1_000]) {
        const { state } = await repository.recordAttempt(attemptAt(clock, { slowMode }));
        const { mutedUntil, bannedUntil } = state;
        mustEqual(
          { mutedUntil, bannedUntil },
          sanctions,
          'recordAttempt() must return the sanctions of the user',
        );
        clock.advance(YEAR / 4);
      }
      mustEqual(
        (await repository.find('ada'))?.mutedUntil,
        sanctions.mutedUntil,
        'recordAttempt() must keep the sanctions, whatever the user attempts',
      );
    },
  },
  {
    title: 'keeps all of several concurrent sanctions',
    async run({ repository, clock }) {
      const until = clock.now() + YEAR;
      await Promise.all([
        repository.sanction('ada', { mutedUntil: until }),
        repository.sanction('ada', { bannedUntil: until }),
        repository.sanction('ada', { pausedUntil: until }),
        repository.recordFrames({ userId: 'ada', at: clock.now(), frames: 50 }),
        repository.recordAttempt(attemptAt(clock)),
      ]);
      const expected = { userId: 'ada', mutedUntil: until, bannedUntil: until, pausedUntil: until };
      mustEqual(
        await repository.find('ada'),
        expected,
        'concurrent sanction() and recordAttempt() overwrote each other: write only the fields that change',
      );
    },
  },
];
