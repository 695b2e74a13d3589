import type { Contract } from '../contract.js';
import { must, mustEqual, mustReject } from '../expectation.js';
import { ODD_ROOMS, upTo } from '../specimen.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';

/** What `head`, `heads`, `open`, `take`, `grow` and `renew` promise. */
export const roomHeads: Contract<MessageRepositoryHarness> = [
  {
    title: 'has no head of a room where nobody has been, and makes it once',
    async run({ repository, clock }) {
      mustEqual(await repository.head('lobby'), null, 'head() of an untouched room must be null');
      const now = clock.now();
      const fresh = { room: 'lobby', epoch: 'e1', seq: 0, takenAt: now, createdAt: now, shards: 1 };
      mustEqual(
        await repository.open('lobby', 'e1', now),
        fresh,
        'open() must make the head, at seq 0 and with one shard, and return it',
      );
      mustEqual(
        await repository.open('lobby', 'e2', now + 5),
        fresh,
        'open() must return a head that is there as it is: make it only if absent',
      );
      mustEqual(await repository.head('lobby'), fresh, 'head() must see what open() made');
    },
  },
  {
    title: 'agrees on one head when many open a room at once',
    async run({ repository, clock }) {
      const opened = await Promise.all(
        upTo(20).map((index) => repository.open('lobby', `e${index}`, clock.now() + index)),
      );
      const epochs = new Set(opened.map(({ epoch }) => epoch));
      must(epochs.size === 1, `concurrent open() made ${epochs.size} epochs: make the head only if absent`);
      mustEqual(opened.at(0), await repository.head('lobby'), 'open() must return the head that is kept');
    },
  },
  {
    title: 'takes one place after the other, and makes the head as open does',
    async run({ repository, clock }) {
      const start = clock.now();
      const first = { room: 'lobby', epoch: 'e1', seq: 1, takenAt: start, createdAt: start, shards: 1 };
      mustEqual(
        await repository.take('lobby', 'e1', start),
        first,
        'take() of an untouched room must make the head, and take place 1',
      );
      const second = { ...first, seq: 2, takenAt: start + 7 };
      mustEqual(
        await repository.take('lobby', 'e2', start + 7),
        second,
        'take() must add one and set takenAt, and keep the rest of the head',
      );
      mustEqual(await repository.head('lobby'), second, 'head() must see the place just taken');
      await repository.open('den', 'e1', start);
      mustEqual(
        (await repository.take('den', 'e9', start)).seq,
        1,
        'take() must number each room on its own',
      );
    },
  },
  {
    title: 'gives two hundred concurrent takers two hundred places in one epoch',
    async run({ repository, clock }) {
      const tickets = await Promise.all(
        upTo(200).map((index) => repository.take('lobby', `e${index}`, clock.now())),
      );
      const seqs = tickets.map(({ seq }) => seq).sort((a, b) => a - b);
      mustEqual(seqs, upTo(200), 'concurrent take() must hand out every place once: add atomically');
      const epochs = new Set(tickets.map(({ epoch }) => epoch));
      must(
        epochs.size === 1,
        `concurrent take() of a new room made ${epochs.size} epochs: set the epoch only if absent`,
      );
    },
  },
  {
    title: 'reads the heads of a hundred rooms, without those that have none',
    async run({ repository, clock }) {
      const rooms = [...ODD_ROOMS, ...upTo(80).map((index) => `room-${index}`)];
      for (const room of rooms) await repository.take(room, `epoch-of-${room}`, clock.now());
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
    title: 'sees every place taken before the heads are read',
    async run({ repository, clock }) {
      for (const seq of upTo(10)) {
        await repository.take('lobby', 'e1', clock.now());
        const [found] = await repository.heads(['lobby', 'den']);
        mustEqual(found?.seq, seq, 'heads() missed a place just taken: read consistently');
        mustEqual(
          (await repository.head('lobby'))?.seq,
          seq,
          'head() missed a place just taken: read consistently',
        );
      }
    },
  },
  {
    title: 'doubles the shards once, whoever asks',
    async run({ repository, clock }) {
      await repository.open('lobby', 'e1', clock.now());
      const grown = await Promise.all(upTo(5).map(() => repository.grow('lobby', 1)));
      mustEqual(
        grown,
        [2, 2, 2, 2, 2],
        'of concurrent grow() from 1, one must double, and all learn the number',
      );
      mustEqual(await repository.grow('lobby', 1), 2, 'grow() from an outdated number must change nothing');
      mustEqual(await repository.grow('lobby', 2), 4, 'grow() must double');
      mustEqual(
        (await repository.take('lobby', 'e1', clock.now())).shards,
        4,
        'take() must return the shards of the head',
      );
    },
  },
  {
    title: 'starts a new epoch that goes on counting',
    async run({ repository, clock }) {
      const then = clock.now();
      await repository.take('lobby', 'e1', then);
      await repository.grow('lobby', 1);
      const renewed = await repository.renew('lobby', 'e2');
      mustEqual(
        [renewed.epoch, renewed.seq, renewed.takenAt, renewed.createdAt, renewed.shards],
        ['e2', 1, then, then, 2],
        'renew() must set epoch and keep the rest',
      );
      const next = await repository.take('lobby', 'e1', then + 10);
      mustEqual(
        [next.epoch, next.seq],
        ['e2', 2],
        'take() after renew() must go on counting, in the new epoch',
      );
      await mustReject(repository.renew('void', 'e2'), 'invalid_room', 'renew() of a room without a head');
      mustEqual(await repository.head('void'), null, 'renew() must not make a head');
    },
  },
];
