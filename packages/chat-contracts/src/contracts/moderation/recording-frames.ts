import type { Contract } from '../contract.js';
import { mustEqual } from '../expectation.js';
import { ODD_IDS, upTo } from '../sample.js';
import { attemptAt, type ModerationStateRepositoryHarness } from './moderation-state-repository-harness.js';

const MINUTE = 60_000;
const YEAR = 365 * 86_400_000;

/** What `recordFrames` guarantees, and `recordAttempt` of posts. */
export const recordingFrames: Contract<ModerationStateRepositoryHarness> = [
  {
    title: 'counts frames by the minute, and returns those of this minute and of the one before it',
    async run({ repository, clock }) {
      const record = async (frames: number) =>
        (await repository.recordFrames({ userId: 'ada', at: clock.now(), frames })).frames;
      clock.advance(MINUTE - (clock.now() % MINUTE));
      mustEqual(await record(50), [50, 0], 'recordFrames() must count the first frames');
      clock.advance(MINUTE - 1);
      mustEqual(await record(250), [300, 0], 'recordFrames() must add up the frames of one minute');
      clock.advance(1);
      mustEqual(await record(50), [50, 300], 'recordFrames() must begin a new count with each minute');
      clock.advance(2 * MINUTE);
      mustEqual(await record(50), [50, 0], 'recordFrames() must return 0 for a minute without frames');
      for (const pause of [59, 60, 61, 62, 63, 3_000, 1]) {
        clock.advance(pause * MINUTE);
        const expected = pause === 1 ? [50, 50] : [50, 0];
        mustEqual(await record(50), expected, `recordFrames() must count correctly after ${pause} minutes`);
      }
    },
  },
  {
    title: 'counts the frames of every one of many concurrent reports, each with those before it',
    async run({ repository, clock }) {
      const count = { userId: 'ada', at: clock.now(), frames: 50 };
      const recorded = await Promise.all(upTo(20).map(() => repository.recordFrames(count)));
      const counts = recorded.map(({ frames: [current] }) => current / 50).sort((a, b) => a - b);
      mustEqual(counts, upTo(20), 'concurrent recordFrames() lost a report: use one atomic write');
    },
  },
  {
    title: 'counts frames and attempts apart, and the frames of each user',
    async run({ repository, clock }) {
      const at = clock.now();
      for (const [index, userId] of ODD_IDS.entries()) {
        const { state, frames } = await repository.recordFrames({ userId, at, frames: index + 1 });
        mustEqual(
          [state.userId, ...frames],
          [userId, index + 1, 0],
          `recordFrames() mixed up user ${userId}`,
        );
      }
      const { attempts, posts } = await repository.recordAttempt(attemptAt(clock));
      mustEqual([attempts[0], ...posts], [1, 0, 0], 'recordAttempt() must not count frames');
      const { frames } = await repository.recordFrames({ userId: 'ada', at, frames: 50 });
      mustEqual(frames, [50, 0], 'recordFrames() must not count attempts');
    },
  },
  {
    title: 'counts the posts of attempts by the minute',
    async run({ repository, clock }) {
      clock.advance(MINUTE - (clock.now() % MINUTE));
      const record = async (posts?: number) =>
        (await repository.recordAttempt(attemptAt(clock, posts === undefined ? {} : { posts }))).posts;
      mustEqual(await record(100_000), [100_000, 0], 'recordAttempt() must count posts');
      mustEqual(await record(), [100_000, 0], 'recordAttempt() without posts must return those before it');
      clock.advance(MINUTE);
      mustEqual(await record(2_000), [2_000, 100_000], 'recordAttempt() must begin a new count of posts');
      clock.advance(2 * MINUTE);
      mustEqual(await record(), [0, 0], 'recordAttempt() must return no posts of earlier minutes');
    },
  },
  {
    title: 'returns sanctions with frames, and keeps them',
    async run({ repository, clock }) {
      const until = clock.now() + YEAR;
      await repository.sanction('ada', { mutedUntil: until });
      await repository.sanction('ada', { bannedUntil: until });
      await repository.sanction('ada', { pausedUntil: until });
      const expected = { userId: 'ada', mutedUntil: until, bannedUntil: until, pausedUntil: until };
      for (const frames of [50, 50]) {
        const { state } = await repository.recordFrames({ userId: 'ada', at: clock.now(), frames });
        mustEqual(state, expected, 'recordFrames() must return the sanctions of the user');
        clock.advance(YEAR / 4);
      }
      mustEqual(await repository.find('ada'), expected, 'recordFrames() must keep the sanctions');
    },
  },
];
