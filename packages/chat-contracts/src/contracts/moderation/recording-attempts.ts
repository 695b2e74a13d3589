import { BUCKETS } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { ODD_IDS, ODD_ROOMS, upTo } from '../sample.js';
import {
  attemptAt,
  WINDOW,
  type ModerationStateRepositoryHarness,
} from './moderation-state-repository-harness.js';

/** Milliseconds of one bucket. */
const BUCKET_LENGTH = WINDOW / BUCKETS;

/** Counts by bucket, the latest first, and zeros up to a whole window. */
function buckets(...counts: readonly number[]): readonly number[] {
  return [...counts, ...Array<number>(BUCKETS + 1 - counts.length).fill(0)];
}

/** What `recordAttempt` guarantees. */
export const recordingAttempts: Contract<ModerationStateRepositoryHarness> = [
  {
    title: 'has no state of a user without attempts, and has one after an attempt',
    async run({ repository, clock }) {
      mustEqual(await repository.find('ada'), null, 'find() of an unknown user must be null');
      const state = { userId: 'ada', mutedUntil: 0, bannedUntil: 0, pausedUntil: 0 };
      const recorded = await repository.recordAttempt(attemptAt(clock));
      mustEqual(
        recorded,
        { state, attempts: buckets(1), notBefore: 0, posts: [0, 0] },
        'recordAttempt() of the first attempt',
      );
      mustEqual(await repository.find('ada'), state, 'find() after an attempt');
    },
  },
  {
    title: 'counts attempts in their bucket, and returns how many were in each bucket of a window before',
    async run({ repository, clock }) {
      const recordAttempt = async () => (await repository.recordAttempt(attemptAt(clock))).attempts;
      clock.advance(BUCKET_LENGTH - (clock.now() % BUCKET_LENGTH));
      mustEqual(
        await recordAttempt(),
        buckets(1),
        'recordAttempt() must count the first attempt, at the beginning of a bucket',
      );
      clock.advance(BUCKET_LENGTH - 1);
      mustEqual(
        await recordAttempt(),
        buckets(2),
        'recordAttempt() must count attempts of one bucket together, to its last millisecond',
      );
      clock.advance(1);
      mustEqual(
        await recordAttempt(),
        buckets(1, 2),
        'recordAttempt() must begin a new bucket when the last one is over',
      );
      clock.advance(3 * BUCKET_LENGTH);
      mustEqual(
        await recordAttempt(),
        buckets(1, 0, 0, 1, 2),
        'recordAttempt() must return 0 for a bucket without attempts',
      );
      clock.advance((BUCKETS - 3) * BUCKET_LENGTH);
      const old = (await recordAttempt()).slice(-4);
      mustEqual(old, [1, 0, 0, 1], 'recordAttempt() must drop a bucket after one window, and not sooner');
    },
  },
  {
    title: 'counts correctly after pauses of any length, however often',
    async run({ repository, clock }) {
      for (const pause of [11, 12, 59, 60, 61, 99, 100, 101, 109, 110, 111, 1_000, 11, 70, 5_000]) {
        for (const latest of upTo(3)) {
          const { attempts } = await repository.recordAttempt(attemptAt(clock));
          mustEqual(
            attempts,
            buckets(latest),
            `recordAttempt() must count correctly after a pause (before one of ${pause} buckets)`,
          );
        }
        clock.advance(pause * BUCKET_LENGTH);
      }
    },
  },
  {
    title: 'counts hundreds as well as few, in windows of any length',
    async run({ repository, clock }) {
      for (const count of upTo(150)) {
        const { attempts } = await repository.recordAttempt(attemptAt(clock));
        mustEqual(attempts[0], count, 'recordAttempt() must count every attempt of a bucket, also hundreds');
      }
      for (const window of [1, 7, 1_000, 3_600_000]) {
        const { attempts } = await repository.recordAttempt(
          attemptAt(clock, { userId: `of ${window}`, window }),
        );
        mustEqual(attempts, buckets(1), `recordAttempt() must bucket a window of ${window} ms as any other`);
      }
    },
  },
  {
    title: 'counts every one of many concurrent attempts, each with those before it',
    async run({ repository, clock }) {
      const recorded = await Promise.all(upTo(20).map(() => repository.recordAttempt(attemptAt(clock))));
      const counts = recorded.map(({ attempts }) => attempts[0] ?? 0).sort((a, b) => a - b);
      mustEqual(counts, upTo(20), 'concurrent recordAttempt() lost an attempt: use one atomic write');
    },
  },
  {
    title: 'accepts one attempt in each interval of slow mode, and returns when the next is allowed',
    async run({ repository, clock }) {
      const slow = { room: 'tea', slowMode: 1_000 };
      const first = clock.now();
      const recordAttempt = async () => (await repository.recordAttempt(attemptAt(clock, slow))).notBefore;
      mustEqual(await recordAttempt(), 0, 'the first attempt in slow mode must be accepted');
      clock.advance(999);
      mustEqual(
        await recordAttempt(),
        first + 1_000,
        'notBefore must be the last accepted attempt plus slowMode',
      );
      clock.advance(1);
      mustEqual(
        await recordAttempt(),
        0,
        'recordAttempt() must not let a rejected attempt delay the next one',
      );
      const other = await repository.recordAttempt(attemptAt(clock, { room: 'coffee', slowMode: 1_000 }));
      mustEqual(other.notBefore, 0, 'recordAttempt() must keep slow mode by room');
      const bob = await repository.recordAttempt(attemptAt(clock, { ...slow, userId: 'bob' }));
      mustEqual(bob.notBefore, 0, 'recordAttempt() must keep slow mode by user');
      const { attempts } = await repository.recordAttempt(attemptAt(clock));
      const all = attempts.reduce((sum, count) => sum + count);
      mustEqual(all, 5, 'recordAttempt() must count attempts that slow mode rejects, too');
    },
  },
  {
    title: 'accepts one of many concurrent attempts in slow mode',
    async run({ repository, clock }) {
      const attempt = attemptAt(clock, { slowMode: 1_000 });
      const recorded = await Promise.all(upTo(10).map(() => repository.recordAttempt(attempt)));
      const accepted = recorded.filter(({ notBefore }) => notBefore === 0).length;
      mustEqual(
        accepted,
        1,
        'of concurrent recordAttempt() in slow mode exactly one must be accepted: check and write in one step',
      );
      const { attempts } = await repository.recordAttempt(attemptAt(clock));
      mustEqual(attempts[0], 11, 'recordAttempt() must count all of many concurrent attempts');
    },
  },
  {
    title: 'distinguishes users and rooms, whatever they look like',
    async run({ repository, clock }) {
      for (const userId of ODD_IDS) {
        const { state, attempts } = await repository.recordAttempt(attemptAt(clock, { userId }));
        must(
          state.userId === userId && attempts[0] === 1,
          `recordAttempt() mixed up user ${userId} with another: do not split keys at separators`,
        );
      }
      for (const room of [...ODD_ROOMS, 'w0', 'userId', 'a.b', 'a-b']) {
        const { notBefore } = await repository.recordAttempt(attemptAt(clock, { room, slowMode: 1_000 }));
        mustEqual(
          notBefore,
          0,
          `recordAttempt() mixed up room ${room} with another: a room may be named like a property`,
        );
      }
    },
  },
];
