import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { connectionOf, upTo } from '../sample.js';
import type { ConnectionRepositoryHarness } from './connection-repository-harness.js';
import { walk } from './connection-repository-harness.js';

/** What `remove` guarantees of a connection that is not stored, or not stored yet. */
export const removingEarly: Contract<ConnectionRepositoryHarness> = [
  {
    title: 'stores a connection that is added, and says so',
    async run({ repository, clock }) {
      must(await repository.add(connectionOf(clock, 'c1')), 'add() must return true where it has stored');
    },
  },
  {
    title: 'does not store a connection that was removed before it was added',
    async run({ repository, clock }) {
      const ada = connectionOf(clock, 'c1', ['lobby'], 'ada');
      const barredUntil = clock.now() + 1_000;
      mustEqual(await repository.remove('c1', { barredUntil }), null, 'remove() of one that is not there');
      mustEqual(await repository.remove('c1', { userId: 'ada' }), null, 'remove() must not lift the bar');
      mustEqual(await repository.remove('c1', { barredUntil }), null, 'remove() of one that is barred');
      mustEqual(await repository.add(ada), false, 'add() must return false for a connection that is barred');
      mustEqual(await repository.find('c1'), null, 'add() stored a connection that had ended already');
      mustEqual(await walk(repository, 'lobby'), [], 'add() of a barred connection left a member');
      mustEqual(await repository.connectionsOf('ada'), [], 'add() of a barred connection left a row');
      mustEqual(
        await repository.join(ada, { room: 'den', shard: 0 }, 100),
        { outcome: 'gone' },
        'join() of a barred connection must return gone',
      );
    },
  },
  {
    title: 'leaves nothing of a connection that is removed while it is added',
    async run({ repository, clock }) {
      const barredUntil = clock.now() + 1_000;
      for (const round of upTo(12)) {
        const id = `c${round}`;
        const add = () => repository.add(connectionOf(clock, id, ['lobby'], 'ada'));
        const remove = () => repository.remove(id, { barredUntil });
        // In some rounds the removal begins a few reads later.
        const later = async () => {
          for (let reads = 0; reads < round % 4; reads += 1) await repository.find('none');
          return remove();
        };
        await Promise.all([add(), later()]);
        must((await repository.find(id)) === null, 'add() that raced remove() left a connection');
        mustEqual(await walk(repository, 'lobby'), [], 'add() that raced remove() left a member');
        mustEqual(await repository.connectionsOf('ada'), [], 'add() that raced remove() left a row');
      }
    },
  },
  {
    title: 'stores it once the bar has ended, and any other at once',
    async run({ repository, clock }) {
      await repository.remove('c1', { barredUntil: clock.now() + 1_000 });
      must(await repository.add(connectionOf(clock, 'c2')), 'remove() must bar no other connection');
      clock.advance(1_000);
      must(await repository.add(connectionOf(clock, 'c1')), 'add() must not mind a bar that has ended');
      must((await repository.find('c1')) !== null, 'add() after the end of a bar must store the connection');
      must((await repository.remove('c1')) !== null, 'remove() must return a connection added after a bar');
    },
  },
  {
    title: 'bars no connection that was there to remove',
    async run({ repository, clock }) {
      const ada = connectionOf(clock, 'c1');
      await repository.add(ada);
      await repository.remove('c1', { barredUntil: clock.now() + 1_000 });
      must(await repository.add(ada), 'remove() must bar a connection only where it found none');
    },
  },
  {
    title: 'deletes what the caller knows of, and nothing else',
    async run({ repository, clock }) {
      await repository.add(connectionOf(clock, 'c1', ['lobby', 'den'], 'ada'));
      await repository.add(connectionOf(clock, 'c2', ['lobby', 'den'], 'ada'));
      const membership = { room: 'lobby', shard: 0 };
      const removed = await repository.remove('c1', { userId: 'ada', membership });
      mustEqual(removed?.connectionId, 'c1', 'remove() must return the connection, whatever else is known');
      mustEqual(await repository.remove('c3', { userId: 'ada', membership }), null, 'remove() of none');
      for (const room of ['lobby', 'den'])
        mustEqual(await walk(repository, room), ['c2'], `remove() must delete c1 alone from ${room}`);
      mustEqual(await repository.connectionsOf('ada'), ['c2'], 'remove() must keep other connections');
    },
  },
];
