import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { LIFE } from '../sample.js';
import type { RoomHeadRepositoryHarness } from './room-head-repository-harness.js';

/** The longest time by which an end may be rounded up, in milliseconds. */
const ROUNDED = 1_000;

const epochOf = async ({ repository }: RoomHeadRepositoryHarness): Promise<string | null> =>
  (await repository.find('den'))?.epoch ?? null;

/** What `getOrCreate` and `reserveNext` guarantee about the end of a head. */
export const headEnds: Contract<RoomHeadRepositoryHarness> = [
  {
    title: 'has a head that is past its end, until that is deleted',
    async run({ repository, clock }) {
      const end = clock.now() + LIFE;
      await repository.reserveNext('den', 'e1', clock.now(), end);
      clock.advance(LIFE + ROUNDED);
      const now = clock.now();
      mustEqual((await repository.find('den'))?.epoch, 'e1', 'find() must not enforce the end of a head');
      mustEqual(
        (await repository.findAll(['den'])).length,
        1,
        'findAll() must not enforce the end of a head',
      );
      const head = await repository.getOrCreate('den', 'e2', now, now + LIFE);
      mustEqual([head.epoch, head.seq], ['e1', 1], 'getOrCreate() must return a head that is past its end');
      const next = await repository.reserveNext('den', 'e2', now, now + LIFE);
      mustEqual(
        [next.epoch, next.seq],
        ['e1', 2],
        'reserveNext() in a head that is past its end must continue its numbering',
      );
    },
  },
  {
    title: 'deletes a head at its end, and begins anew',
    needs: 'deletion',
    async run(harness) {
      const { repository, clock } = harness;
      await repository.reserveNext('den', 'e1', clock.now(), clock.now() + LIFE);
      await repository.doubleShards('den', 1);
      await repository.getOrCreate('hut', 'e1', clock.now(), clock.now() + LIFE);
      clock.advance(LIFE - 1);
      await harness.deleteExpired?.();
      mustEqual(await epochOf(harness), 'e1', 'a head must be kept until its end');
      clock.advance(1 + ROUNDED);
      await harness.deleteExpired?.();
      mustEqual(await epochOf(harness), null, 'the store must be able to delete a head past its end');
      mustEqual(await repository.find('hut'), null, 'getOrCreate() must store the end of a new head');
      const now = clock.now();
      mustEqual(
        await repository.reserveNext('den', 'e2', now, now + LIFE),
        { room: 'den', epoch: 'e2', seq: 1, reservedAt: now, createdAt: now, shards: 1 },
        'reserveNext() after a deletion must create the head anew',
      );
    },
  },
  {
    title: 'moves the end with each reservation, in whatever order they arrive, and never back',
    needs: 'deletion',
    async run(harness) {
      const { repository, clock } = harness;
      const start = clock.now();
      await repository.reserveNext('den', 'e1', start, start + LIFE);
      await repository.reserveNext('den', 'e1', start, start + 3 * LIFE);
      const late = await repository.reserveNext('den', 'e1', start, start + 2 * LIFE);
      mustEqual(late.seq, 3, 'reserveNext() that is too late to move the end must reserve all the same');
      mustEqual(
        (await repository.reserveNext('den', 'e1', start)).seq,
        4,
        'reserveNext() without an end must reserve all the same',
      );
      await repository.startEpoch('den', 'e2');
      await repository.doubleShards('den', 1);
      clock.advance(3 * LIFE - 1);
      await harness.deleteExpired?.();
      mustEqual(await epochOf(harness), 'e2', 'the end of a head was moved back: keep the latest');
      clock.advance(1 + ROUNDED);
      await harness.deleteExpired?.();
      mustEqual(await epochOf(harness), null, 'a head must have the end that its reservations gave it');
    },
  },
  {
    title: 'moves the end when half of the time is gone, and not to an earlier one',
    needs: 'deletion',
    async run(harness) {
      const { repository, clock } = harness;
      const start = clock.now();
      await repository.getOrCreate('den', 'e1', start, start + LIFE);
      clock.advance(LIFE * 0.6);
      const half = clock.now();
      const head = await repository.getOrCreate('den', 'e2', half, half + LIFE);
      mustEqual(
        [head.epoch, head.seq, head.reservedAt, head.createdAt],
        ['e1', 0, start, start],
        'getOrCreate() must return a head whose end it moves as it is',
      );
      await repository.getOrCreate('den', 'e3', half - 1, half + LIFE / 2);
      await repository.getOrCreate('den', 'e4', half);
      clock.advance(LIFE - 1);
      await harness.deleteExpired?.();
      mustEqual(
        await epochOf(harness),
        'e1',
        'getOrCreate() must move the end of a head that would end before the middle between now and the end given',
      );
    },
  },
  {
    title: 'keeps a head that was given no end for ever, and ends one once it is given one',
    needs: 'deletion',
    async run(harness) {
      const { repository, clock } = harness;
      await repository.getOrCreate('den', 'e1', clock.now());
      await repository.reserveNext('lobby', 'e1', clock.now());
      clock.advance(1_000 * LIFE);
      await harness.deleteExpired?.();
      mustEqual((await repository.find('lobby'))?.seq, 1, 'a head without an end must be kept');
      mustEqual(await epochOf(harness), 'e1', 'getOrCreate() without an end must create a head without one');
      await repository.reserveNext('den', 'e2', clock.now(), clock.now() + LIFE);
      clock.advance(LIFE + ROUNDED);
      await harness.deleteExpired?.();
      mustEqual(await epochOf(harness), null, 'reserveNext() must give an end to a head that had none');
    },
  },
  {
    title: 'reserves no position twice when many reserve while the head is deleted',
    needs: 'deletion',
    async run(harness) {
      const { repository, clock } = harness;
      await repository.reserveNext('den', 'e0', clock.now(), clock.now() + LIFE);
      clock.advance(LIFE + ROUNDED);
      const now = clock.now();
      const reserve = (index: number) => repository.reserveNext('den', `e${index}`, now, now + LIFE);
      const all = [reserve(1), harness.deleteExpired?.(), reserve(2), reserve(3)];
      const heads = (await Promise.all(all)).filter((head) => head !== undefined);
      const positions = new Set(heads.map(({ epoch, seq }) => `${epoch} ${seq}`));
      must(
        positions.size === 3,
        'reserveNext() beside a deletion returned a position twice: create in the same write',
      );
      const last = await reserve(4);
      must(
        heads.every(({ epoch, seq }) => epoch === 'e0' || (epoch === last.epoch && seq < last.seq)),
        'reserveNext() beside a deletion began more than one new log: create the head only if absent',
      );
    },
  },
];
