import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { LIFE, markerAt, ODD_IDS, upTo } from '../specimen.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';

/** What `findMarker`, `claim` and `move` promise. */
export const sendMarkers: Contract<MessageRepositoryHarness> = [
  {
    title: 'stores a marker once and shows it to whoever claims it again',
    async run({ repository, clock }) {
      const marker = markerAt(clock, 7);
      mustEqual(
        await repository.findMarker('ada', 'm-1'),
        null,
        'findMarker() of an id that nobody claimed must be null',
      );
      mustEqual(await repository.claim(marker), null, 'claim() of a free id must return null');
      mustEqual(
        await repository.findMarker('ada', 'm-1'),
        marker,
        'findMarker() must return the whole marker',
      );
      const again = await repository.claim(markerAt(clock, 8, { digest: 'other' }));
      mustEqual(again, marker, 'claim() of a taken id must return the marker that is there');
      mustEqual(
        await repository.findMarker('ada', 'm-1'),
        marker,
        'claim() overwrote a marker: put only if absent',
      );
    },
  },
  {
    title: 'lets one of many concurrent claims win, and tells all the same',
    async run({ repository, clock }) {
      for (const round of upTo(5)) {
        const clientMessageId = `m-${round}`;
        const rivals = upTo(10).map((seq) => markerAt(clock, seq, { clientMessageId }));
        const there = await Promise.all(rivals.map((rival) => repository.claim(rival)));
        must(
          there.filter((marker) => marker === null).length === 1,
          'of concurrent claim() exactly one must return null: put only if absent',
        );
        const winner = rivals[there.indexOf(null)];
        mustEqual(
          await repository.findMarker('ada', clientMessageId),
          winner,
          'claim() must keep the marker of the caller who was told null',
        );
        const losers = there.filter((marker) => marker !== null);
        mustEqual(
          losers,
          losers.map(() => winner),
          'claim() must return the marker that won to every other caller',
        );
      }
    },
  },
  {
    title: 'takes a marker at its expiresAt for none',
    async run({ repository, clock }) {
      await repository.claim(markerAt(clock, 1));
      clock.advance(LIFE - 1);
      must(
        (await repository.findMarker('ada', 'm-1')) !== null,
        'findMarker() lost a marker a millisecond before its expiresAt: compare with >',
      );
      clock.advance(1);
      mustEqual(
        await repository.findMarker('ada', 'm-1'),
        null,
        'findMarker() returned a marker at its expiresAt: enforce expiry on read',
      );
      const anew = markerAt(clock, 9);
      mustEqual(
        await repository.claim(anew),
        null,
        'claim() over an expired marker must return null: put if absent or expired',
      );
      mustEqual(await repository.findMarker('ada', 'm-1'), anew, 'claim() must store over an expired marker');
    },
  },
  {
    title: 'moves a marker that is where it is said to be, and is safe to repeat',
    async run({ repository, clock }) {
      await repository.claim(markerAt(clock, 1));
      const moved = markerAt(clock, 2, { takenAt: clock.now() + 5, epoch: 'e2' });
      mustEqual(await repository.move(moved, 1), moved, 'move() must return the marker as it is now');
      mustEqual(await repository.findMarker('ada', 'm-1'), moved, 'move() must store place, epoch and time');
      mustEqual(
        await repository.move(moved, 1),
        moved,
        'move() must be safe to repeat when its answer was lost',
      );
      const late = await repository.move(markerAt(clock, 3), 1);
      mustEqual(late, moved, 'move() from a place where the marker no longer is must change nothing');
      mustEqual(
        await repository.findMarker('ada', 'm-1'),
        moved,
        'move() overwrote a marker that had moved on: move only from the place it is told',
      );
    },
  },
  {
    title: 'moves a marker to one place when many move it at once',
    async run({ repository, clock }) {
      for (const round of upTo(5)) {
        const clientMessageId = `m-${round}`;
        await repository.claim(markerAt(clock, 1, { clientMessageId }));
        const moves = upTo(8).map((index) => markerAt(clock, 1 + index, { clientMessageId }));
        const results = await Promise.all(moves.map((marker) => repository.move(marker, 1)));
        const settled = await repository.findMarker('ada', clientMessageId);
        must(settled !== null && settled.seq !== 1, 'of concurrent move() one must be stored');
        mustEqual(
          results,
          results.map(() => settled),
          'concurrent move() must all return the marker that is kept: read it where yours was refused',
        );
      }
    },
  },
  {
    title: 'tells users and ids apart, whatever they look like',
    async run({ repository, clock }) {
      const pairs = ODD_IDS.flatMap((userId) => ['#', 'M#1', 'x', 'HEAD'].map((id) => ({ userId, id })));
      for (const [index, { userId, id }] of [
        ...pairs,
        { userId: 'a', id: 'b#c' },
        { userId: 'a#b', id: 'c' },
      ].entries()) {
        const marker = markerAt(clock, index + 1, { userId, clientMessageId: id });
        mustEqual(
          await repository.claim(marker),
          null,
          `claim() mixed up user ${userId} and id ${id} with others: do not glue them into one key`,
        );
        mustEqual(
          await repository.findMarker(userId, id),
          marker,
          `findMarker() mixed up user ${userId} and id ${id} with others: do not glue them into one key`,
        );
      }
    },
  },
];
