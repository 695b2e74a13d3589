import type { Contract } from '../contract.js';
import { must, mustEqual, mustReject } from '../expectation.js';
import { ODD_ROOMS, upTo } from '../sample.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';

/** What `head`, `heads`, `getOrCreate`, `reserveNext`, `markBatched`, `doubleShards`, `noteListed` and `startEpoch` guarantee. */
export const roomHeads: Contract<MessageRepositoryHarness> = [
  {
    title: 'has no head of an untouched room, and creates it once',
    async run({ repository, clock }) {
      mustEqual(await repository.head('lobby'), null, 'head() of an untouched room must be null');
      const now = clock.now();
      const fresh = { room: 'lobby', epoch: 'e1', seq: 0, reservedAt: now, createdAt: now, shards: 1 };
      mustEqual(
        await repository.getOrCreate('lobby', 'e1', now),
        fresh,
        'getOrCreate() must create the head, at seq 0 and with one shard, and return it',
      );
      mustEqual(
        await repository.getOrCreate('lobby', 'e2', now + 5),
        fresh,
        'getOrCreate() must return a head that is there as it is: create it only if absent',
      );
      mustEqual(await repository.head('lobby'), fresh, 'head() must see what getOrCreate() created');
    },
  },
  {
    title: 'agrees on one head when many create a room at once',
    async run({ repository, clock }) {
      const opened = await Promise.all(
        upTo(20).map((index) => repository.getOrCreate('lobby', `e${index}`, clock.now() + index)),
      );
      const epochs = new Set(opened.map(({ epoch }) => epoch));
      must(
        epochs.size === 1,
        `concurrent getOrCreate() created ${epochs.size} epochs: create the head only if absent`,
      );
      mustEqual(
        opened.at(0),
        await repository.head('lobby'),
        'getOrCreate() must return the head that is kept',
      );
    },
  },
  {
    title: 'reserves one position after the other, and creates the head as getOrCreate does',
    async run({ repository, clock }) {
      const start = clock.now();
      const first = { room: 'lobby', epoch: 'e1', seq: 1, reservedAt: start, createdAt: start, shards: 1 };
      mustEqual(
        await repository.reserveNext('lobby', 'e1', start),
        first,
        'reserveNext() of an untouched room must create the head, and reserve position 1',
      );
      const second = { ...first, seq: 2, reservedAt: start + 7 };
      mustEqual(
        await repository.reserveNext('lobby', 'e2', start + 7),
        { ...second, lastReservedAt: start },
        'reserveNext() must add one and set reservedAt, keep the rest of the head, and say when it last reserved',
      );
      mustEqual(await repository.head('lobby'), second, 'head() must see the position just reserved');
      await repository.getOrCreate('den', 'e1', start);
      const { seq, lastReservedAt } = await repository.reserveNext('den', 'e9', start + 9);
      mustEqual(seq, 1, 'reserveNext() must number each room on its own');
      mustEqual(lastReservedAt, undefined, 'reserveNext() of position 1 must know of no position below');
    },
  },
  {
    title: 'gives two hundred concurrent callers two hundred positions in one epoch',
    async run({ repository, clock }) {
      const reservations = await Promise.all(
        upTo(200).map((index) => repository.reserveNext('lobby', `e${index}`, clock.now())),
      );
      const seqs = reservations.map(({ seq }) => seq).sort((a, b) => a - b);
      mustEqual(seqs, upTo(200), 'concurrent reserveNext() must return every position once: add atomically');
      const epochs = new Set(reservations.map(({ epoch }) => epoch));
      must(
        epochs.size === 1,
        `concurrent reserveNext() of a new room created ${epochs.size} epochs: set the epoch only if absent`,
      );
    },
  },
  {
    title: 'says to each of many at once when the position below its own was reserved',
    async run({ repository, clock }) {
      const start = clock.now();
      const reservations = await Promise.all(
        upTo(50).map((index) => repository.reserveNext('lobby', 'e1', start + index)),
      );
      const bySeq = [...reservations].sort((a, b) => a.seq - b.seq);
      mustEqual(
        bySeq.map(({ lastReservedAt }) => lastReservedAt),
        [undefined, ...bySeq.slice(0, -1).map(({ reservedAt }) => reservedAt)],
        'lastReservedAt must be of the head that the same write replaced: do not read it apart',
      );
    },
  },
  {
    title: 'marks a head to be batched, and keeps the mark until it is cleared',
    async run({ repository, clock }) {
      const now = clock.now();
      const head = await repository.getOrCreate('lobby', 'e1', now);
      await repository.markBatched('lobby', true);
      await repository.markBatched('lobby', true);
      mustEqual(
        await repository.head('lobby'),
        { ...head, batched: true },
        'markBatched() must set batched, and nothing else; and be safe to repeat',
      );
      const { batched } = await repository.reserveNext('lobby', 'e2', now + 1);
      mustEqual(batched, true, 'reserveNext() must return the mark of the head');
      await repository.markBatched('lobby', false);
      await repository.markBatched('lobby', false);
      mustEqual(
        await repository.head('lobby'),
        { ...head, seq: 1, reservedAt: now + 1 },
        'markBatched() must clear batched, and nothing else; and be safe to repeat',
      );
      await repository.markBatched('untouched', true);
      await repository.markBatched('untouched', false);
      mustEqual(await repository.head('untouched'), null, 'markBatched() must not create a head');
    },
  },
  {
    title: 'reads the heads of a hundred rooms, without those that have none',
    async run({ repository, clock }) {
      const rooms = [...ODD_ROOMS, ...upTo(80).map((index) => `room-${index}`)];
      for (const room of rooms) await repository.reserveNext(room, `epoch-of-${room}`, clock.now());
      const heads = await repository.heads([...rooms, ...upTo(10).map((index) => `empty-${index}`), 'HEAD']);
      const found = heads.map(({ room, epoch }) => `${room} ${epoch}`).sort();
      mustEqual(
        found,
        rooms.map((room) => `${room} epoch-of-${room}`).sort(),
        'heads() must find each head once',
      );
      mustEqual(await repository.heads([]), [], 'heads() of no rooms must be empty');
    },
  },
  {
    title: 'sees every position reserved before the heads are read',
    async run({ repository, clock }) {
      for (const seq of upTo(10)) {
        await repository.reserveNext('lobby', 'e1', clock.now());
        const [found] = await repository.heads(['lobby', 'den']);
        mustEqual(found?.seq, seq, 'heads() missed a position just reserved: read consistently');
        mustEqual(
          (await repository.head('lobby'))?.seq,
          seq,
          'head() missed a position just reserved: read consistently',
        );
      }
    },
  },
  {
    title: 'doubles the shards once, however many calls there are',
    async run({ repository, clock }) {
      await repository.getOrCreate('lobby', 'e1', clock.now());
      const grown = await Promise.all(upTo(5).map(() => repository.doubleShards('lobby', 1)));
      mustEqual(
        grown,
        [2, 2, 2, 2, 2],
        'of concurrent doubleShards() from 1, one must double, and all must return the number',
      );
      mustEqual(
        await repository.doubleShards('lobby', 1),
        2,
        'doubleShards() from an outdated number must change nothing',
      );
      mustEqual(await repository.doubleShards('lobby', 2), 4, 'doubleShards() must double');
      mustEqual(
        (await repository.reserveNext('lobby', 'e1', clock.now())).shards,
        4,
        'reserveNext() must return the shards of the head',
      );
    },
  },
  {
    title: 'starts a new epoch that continues the numbering',
    async run({ repository, clock }) {
      const then = clock.now();
      await repository.reserveNext('lobby', 'e1', then);
      await repository.doubleShards('lobby', 1);
      const renewed = await repository.startEpoch('lobby', 'e2');
      mustEqual(
        [renewed.epoch, renewed.seq, renewed.reservedAt, renewed.createdAt, renewed.shards],
        ['e2', 1, then, then, 2],
        'startEpoch() must set epoch and keep the rest',
      );
      const next = await repository.reserveNext('lobby', 'e1', then + 10);
      mustEqual(
        [next.epoch, next.seq],
        ['e2', 2],
        'reserveNext() after startEpoch() must continue the numbering, in the new epoch',
      );
      await mustReject(
        repository.startEpoch('untouched', 'e2'),
        'invalid_room',
        'startEpoch() of a room without a head',
      );
      mustEqual(await repository.head('untouched'), null, 'startEpoch() must not create a head');
    },
  },
  {
    title: 'keeps until when both users list a direct room, by each of them, and moves neither back',
    async run({ repository, clock }) {
      const now = clock.now();
      await repository.noteListed('dm.x', 'first', now + 1);
      mustEqual(await repository.head('dm.x'), null, 'noteListed() must not create a head');
      const head = await repository.reserveNext('dm.x', 'e1', now);
      mustEqual(head.listedUntil, undefined, 'a new head must have no listedUntil');
      for (const until of [now + 5, now + 3, now + 5]) await repository.noteListed('dm.x', 'second', until);
      mustEqual(
        await repository.head('dm.x'),
        { ...head, listedUntil: { second: now + 5 } },
        'noteListed() must set the time of that user, never an earlier one, and nothing else',
      );
      await Promise.all([
        repository.noteListed('dm.x', 'first', now + 9),
        repository.reserveNext('dm.x', 'e2', now + 1),
        repository.noteListed('dm.x', 'second', now + 8),
      ]);
      mustEqual(
        await repository.reserveNext('dm.x', 'e2', now + 2),
        {
          ...{ ...head, seq: 3, reservedAt: now + 2, lastReservedAt: now + 1 },
          listedUntil: { first: now + 9, second: now + 8 },
        },
        'reserveNext() and noteListed() overwrote each other: write only what changes, and return both times',
      );
      const kept = await repository.startEpoch('dm.x', 'e3');
      mustEqual(kept.listedUntil, { first: now + 9, second: now + 8 }, 'startEpoch() must keep listedUntil');
    },
  },
];
