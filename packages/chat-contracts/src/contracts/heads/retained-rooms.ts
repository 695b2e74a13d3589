import type { Contract } from '../contract.js';
import { mustEqual } from '../expectation.js';
import { LIFE } from '../sample.js';
import type { RoomHeadRepositoryHarness } from './room-head-repository-harness.js';

const CHANGE = { period: 5 * LIFE, least: LIFE };

/** What `setRetention` guarantees. */
export const retainedRooms: Contract<RoomHeadRepositoryHarness> = [
  {
    title: 'sets how long entries are kept in a room, from the next position on',
    async run({ repository, clock }) {
      const end = clock.now() + LIFE;
      mustEqual(
        [await repository.setRetention('den', CHANGE, undefined), await repository.find('den')],
        [null, null],
        'setRetention() must not create a head',
      );
      const before = await repository.reserveNext('den', 'e1', clock.now(), end);
      mustEqual(before.retention, undefined, 'a new head must have no retention');
      const set = await repository.setRetention('den', CHANGE, undefined);
      mustEqual(
        set?.retention,
        { ...CHANGE, above: 1 },
        'setRetention() must set period, least, and as `above` the seq that it finds',
      );
      mustEqual([set?.epoch, set?.seq], ['e1', 1], 'setRetention() must change nothing else');
      mustEqual(await repository.find('den'), set, 'setRetention() must return the head as it is stored');
      const next = await repository.reserveNext('den', 'e2', clock.now(), end);
      mustEqual([next.seq, next.retention], [2, set?.retention], 'reserveNext() must return the retention');
      const renewed = await repository.startEpoch('den', 'e3');
      mustEqual(renewed.retention, set?.retention, 'startEpoch() must keep the retention');
    },
  },
  {
    title: 'sets a retention only in place of the one that the caller knows',
    async run({ repository, clock }) {
      await repository.reserveNext('den', 'e1', clock.now(), clock.now() + LIFE);
      const first = await repository.setRetention('den', CHANGE, undefined);
      const other = { period: LIFE, least: LIFE };
      mustEqual(
        await repository.setRetention('den', other, undefined),
        null,
        'setRetention() must change nothing where another call has set a retention',
      );
      const again = await repository.setRetention('den', other, first?.retention);
      mustEqual(
        again?.retention,
        { ...other, above: 1 },
        'setRetention() must replace what the caller knows',
      );
      mustEqual(
        await repository.setRetention('den', CHANGE, first?.retention),
        null,
        'setRetention() must compare all of the retention',
      );
      mustEqual(
        (await repository.find('den'))?.retention,
        again?.retention,
        'a refused change must change nothing',
      );
    },
  },
  {
    title: 'keeps a head with a retention of its own, whatever ends later calls name',
    needs: 'deletion',
    async run(harness) {
      const { repository, clock } = harness;
      const end = clock.now() + LIFE;
      await repository.reserveNext('den', 'e1', clock.now(), end);
      await repository.setRetention('den', CHANGE, undefined);
      await repository.reserveNext('den', 'e1', clock.now(), end);
      await repository.getOrCreate('den', 'e1', clock.now(), end);
      clock.advance(100 * LIFE);
      await harness.deleteExpired?.();
      const head = await repository.find('den');
      mustEqual([head?.epoch, head?.seq], ['e1', 2], 'setRetention() must take the end from the head');
    },
  },
];
