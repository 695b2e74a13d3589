import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { LIFE, recordAt, ODD_IDS, upTo } from '../sample.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';

/** What `findIdempotencyRecord`, `putIfAbsent` and `move` guarantee. */
export const idempotencyRecords: Contract<MessageRepositoryHarness> = [
  {
    title: 'stores a record once and returns it to later claims',
    async run({ repository, clock }) {
      const record = recordAt(clock, 7);
      mustEqual(
        await repository.findIdempotencyRecord('ada', 'm-1'),
        null,
        'findIdempotencyRecord() of an id without a claim must be null',
      );
      mustEqual(await repository.putIfAbsent(record), null, 'putIfAbsent() of a free id must return null');
      mustEqual(
        await repository.findIdempotencyRecord('ada', 'm-1'),
        record,
        'findIdempotencyRecord() must return the whole record',
      );
      const again = await repository.putIfAbsent(recordAt(clock, 8, { fingerprint: 'other' }));
      mustEqual(again, record, 'putIfAbsent() of a taken id must return the record that is there');
      mustEqual(
        await repository.findIdempotencyRecord('ada', 'm-1'),
        record,
        'putIfAbsent() overwrote a record: put only if absent',
      );
    },
  },
  {
    title: 'lets one of many concurrent claims win, and returns it to all others',
    async run({ repository, clock }) {
      for (const round of upTo(5)) {
        const clientMessageId = `m-${round}`;
        const contenders = upTo(10).map((seq) => recordAt(clock, seq, { clientMessageId }));
        const there = await Promise.all(contenders.map((contender) => repository.putIfAbsent(contender)));
        must(
          there.filter((record) => record === null).length === 1,
          'of concurrent putIfAbsent() exactly one must return null: put only if absent',
        );
        const winner = contenders[there.indexOf(null)];
        mustEqual(
          await repository.findIdempotencyRecord('ada', clientMessageId),
          winner,
          'putIfAbsent() must keep the record of the call that returned null',
        );
        const losers = there.filter((record) => record !== null);
        mustEqual(
          losers,
          losers.map(() => winner),
          'putIfAbsent() must return the record that won to every other caller',
        );
      }
    },
  },
  {
    title: 'treats a record at its expiresAt as absent',
    async run({ repository, clock }) {
      await repository.putIfAbsent(recordAt(clock, 1));
      clock.advance(LIFE - 1);
      must(
        (await repository.findIdempotencyRecord('ada', 'm-1')) !== null,
        'findIdempotencyRecord() lost a record a millisecond before its expiresAt: compare with >',
      );
      clock.advance(1);
      mustEqual(
        await repository.findIdempotencyRecord('ada', 'm-1'),
        null,
        'findIdempotencyRecord() returned a record at its expiresAt: enforce expiry on read',
      );
      const anew = recordAt(clock, 9);
      mustEqual(
        await repository.putIfAbsent(anew),
        null,
        'putIfAbsent() over an expired record must return null: put if absent or expired',
      );
      mustEqual(
        await repository.findIdempotencyRecord('ada', 'm-1'),
        anew,
        'putIfAbsent() must store over an expired record',
      );
    },
  },
  {
    title: 'moves a record that is at the given position, and is safe to repeat',
    async run({ repository, clock }) {
      await repository.putIfAbsent(recordAt(clock, 1));
      const moved = recordAt(clock, 2, { reservedAt: clock.now() + 5, epoch: 'e2' });
      mustEqual(
        await repository.move(moved, recordAt(clock, 1)),
        moved,
        'move() must return the record as it is now',
      );
      mustEqual(
        await repository.findIdempotencyRecord('ada', 'm-1'),
        moved,
        'move() must store position, epoch and time',
      );
      mustEqual(
        await repository.move(moved, recordAt(clock, 1)),
        moved,
        'move() must be safe to repeat when its response was lost',
      );
      const late = await repository.move(recordAt(clock, 3), recordAt(clock, 1));
      mustEqual(late, moved, 'move() from a position where the record no longer is must change nothing');
      mustEqual(
        await repository.findIdempotencyRecord('ada', 'm-1'),
        moved,
        'move() overwrote a record that had moved on: move only from the given position',
      );
    },
  },
  {
    title: 'moves no other record that has its seq in another log, as one may after an expiry',
    async run({ repository, clock }) {
      const there = recordAt(clock, 1);
      await repository.putIfAbsent(there);
      const others = [
        { to: recordAt(clock, 2, { epoch: 'e2' }), from: { epoch: 'e0', seq: 1 }, what: 'epoch' },
        { to: recordAt(clock, 2, { room: 'den' }), from: { epoch: 'e1', seq: 1 }, what: 'room' },
        { to: recordAt(clock, 3), from: { epoch: 'e1', seq: 2 }, what: 'seq' },
      ];
      for (const { to, from, what } of others) {
        mustEqual(
          await repository.move(to, from),
          there,
          `move() must return the record that is there where its ${what} is another: compare room, epoch and seq`,
        );
        mustEqual(
          await repository.findIdempotencyRecord('ada', 'm-1'),
          there,
          `move() overwrote a record with another ${what}: compare room, epoch and seq`,
        );
      }
    },
  },
  {
    title: 'stores a moved record where there is none any more',
    async run({ repository, clock }) {
      await repository.putIfAbsent(recordAt(clock, 1));
      clock.advance(LIFE);
      const moved = recordAt(clock, 2);
      mustEqual(
        await repository.move(moved, recordAt(clock, 1)),
        moved,
        'move() of an expired record must store',
      );
      mustEqual(
        await repository.findIdempotencyRecord('ada', 'm-1'),
        moved,
        'move() must store over an expired record',
      );
    },
  },
  {
    title: 'moves a record to one position when many move it at once',
    async run({ repository, clock }) {
      for (const round of upTo(5)) {
        const clientMessageId = `m-${round}`;
        await repository.putIfAbsent(recordAt(clock, 1, { clientMessageId }));
        const moves = upTo(8).map((index) => recordAt(clock, 1 + index, { clientMessageId }));
        const results = await Promise.all(moves.map((record) => repository.move(record, recordAt(clock, 1))));
        const kept = await repository.findIdempotencyRecord('ada', clientMessageId);
        must(kept !== null && kept.seq !== 1, 'of concurrent move() one must be stored');
        mustEqual(
          results,
          results.map(() => kept),
          'concurrent move() must all return the record that is kept: read it where yours was rejected',
        );
      }
    },
  },
  {
    title: 'keeps what a review has decided, and forgets a replacement by its position alone',
    async run({ repository, clock }) {
      const replacement = { text: '…', meta: { at: [1] }, mentions: ['bob'] };
      const replaced = recordAt(clock, 1, { replacement });
      await repository.putIfAbsent(replaced);
      const moved = recordAt(clock, 2, { replacement });
      await repository.move(moved, replaced);
      const find = (id: string) => repository.findIdempotencyRecord('ada', id);
      mustEqual(await find('m-1'), moved, 'a record must come back with its replacement, also after move()');
      for (const other of [{ seq: 1 }, { room: 'den' }, { userId: 'bob' }, { clientMessageId: 'm-9' }])
        await repository.forgetReplacement({ ...moved, ...other });
      mustEqual(await find('m-1'), moved, 'forgetReplacement() changed a record of another position');
      mustEqual(await find('m-9'), null, 'forgetReplacement() must not make a record');
      await repository.forgetReplacement(moved);
      await repository.forgetReplacement(moved);
      mustEqual(
        await find('m-1'),
        recordAt(clock, 2),
        'forgetReplacement() must remove it, and nothing else',
      );
      const rejected = recordAt(clock, 0, { clientMessageId: 'm-2', epoch: '', rejection: 'no' });
      await repository.putIfAbsent(rejected);
      mustEqual(await find('m-2'), rejected, 'a record must come back with its rejection');
    },
  },
  {
    title: 'distinguishes users and ids, whatever they look like',
    async run({ repository, clock }) {
      const pairs = ODD_IDS.flatMap((userId) => ['#', 'M#1', 'x', 'HEAD'].map((id) => ({ userId, id })));
      for (const [index, { userId, id }] of [
        ...pairs,
        { userId: 'a', id: 'b#c' },
        { userId: 'a#b', id: 'c' },
      ].entries()) {
        const record = recordAt(clock, index + 1, { userId, clientMessageId: id });
        mustEqual(
          await repository.putIfAbsent(record),
          null,
          `putIfAbsent() mixed up user ${userId} and id ${id} with others: do not join them into one key`,
        );
        mustEqual(
          await repository.findIdempotencyRecord(userId, id),
          record,
          `findIdempotencyRecord() mixed up user ${userId} and id ${id} with others: do not join them into one key`,
        );
      }
    },
  },
];
