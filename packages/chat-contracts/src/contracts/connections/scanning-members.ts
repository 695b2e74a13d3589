import { UNCONFIRMED } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { connectionOf, upTo } from '../sample.js';
import type { ConnectionRepositoryHarness } from './connection-repository-harness.js';
import { walk } from './connection-repository-harness.js';

const ids = (count: number, prefix = 'c'): readonly string[] =>
  upTo(count).map((index) => `${prefix}${index}`);

async function fill(
  { repository, clock }: ConnectionRepositoryHarness,
  names: readonly string[],
): Promise<void> {
  await Promise.all(names.map((id) => repository.add(connectionOf(clock, id, ['lobby'], 'ada'))));
}

/** What `members` guarantees. */
export const scanningMembers: Contract<ConnectionRepositoryHarness> = [
  {
    title: 'returns every member exactly once, in pages no longer than the limit',
    async run(harness) {
      await fill(harness, ids(25));
      for (const limit of [1, 4, 25, 100]) {
        let from: string | undefined;
        const met: string[] = [];
        do {
          const options = from === undefined ? { limit } : { limit, from };
          const page = await harness.repository.members('lobby', 0, options);
          must(
            page.members.length <= limit,
            `members() returned ${page.members.length} members with a limit of ${limit}`,
          );
          met.push(...page.members.map(({ connectionId }) => connectionId));
          from = page.next;
        } while (from !== undefined);
        mustEqual(
          met.sort(),
          [...ids(25)].sort(),
          `members() in pages of ${limit} must return everyone once: return next until the end, and go on after it`,
        );
      }
    },
  },
  {
    title: 'returns members who stay exactly once while others join and leave',
    async run(harness) {
      const { repository } = harness;
      const stay = ids(20, 'stay-');
      await fill(harness, [...stay, ...ids(20, 'go-')]);
      const met: string[] = [];
      let from: string | undefined;
      let round = 0;
      do {
        const page = await repository.members(
          'lobby',
          0,
          from === undefined ? { limit: 3 } : { limit: 3, from },
        );
        met.push(...page.members.map(({ connectionId }) => connectionId));
        from = page.next;
        round += 1;
        await fill(harness, [`a-new-${round}`, `z-new-${round}`]);
        await repository.remove(`go-${round}`);
        // The last member of the page leaves: a scan must continue from there all the same.
        const last = page.members.at(-1)?.connectionId;
        if (last?.startsWith('go-')) await repository.remove(last);
      } while (from !== undefined && round < 100);
      const stayed = met.filter((id) => id.startsWith('stay-')).sort();
      mustEqual(
        stayed,
        [...stay].sort(),
        'members() missed or repeated a member who stayed: page by the last id, never by an offset',
      );
      must(
        new Set(met).size === met.length,
        'members() returned a member twice: page by the last id, never by an offset',
      );
    },
  },
  {
    title:
      'says whose connection each member is, where that is asked for, whatever has become of the membership',
    async run({ repository, clock }) {
      const ada = connectionOf(clock, 'c1', ['lobby'], 'größe #1');
      const user = { id: 'größe #1', name: 'Ada Lovelace' };
      await repository.add(ada);
      await repository.add(connectionOf(clock, 'c2', ['lobby'], 'constructor'));
      const usersIn = async (room: string) =>
        (await repository.members(room, 0, { limit: 10, users: true })).members.map((member) => member.user);
      mustEqual(
        await usersIn('lobby'),
        [user, { id: 'constructor', name: 'Ada Lovelace' }],
        'members() with users must return the id and the name of the connection’s identity, for one that was added',
      );
      await repository.join(ada, { room: 'tea', shard: 0, until: UNCONFIRMED }, 100);
      await repository.changeEnd('c1', { room: 'tea', shard: 0, until: UNCONFIRMED }, clock.now() + 1_000);
      mustEqual(await usersIn('tea'), [user], 'members() must say the user of a guest whose end was changed');
      await repository.leave('c1', 'lobby');
      await repository.join(ada, { room: 'lobby', shard: 0 }, 100);
      mustEqual(
        (await usersIn('lobby'))[0],
        user,
        'members() must say the user of a row that was written again',
      );
      const [plain] = (await repository.members('lobby', 0, { limit: 10 })).members;
      must(plain?.user === undefined, 'members() returned users though a broadcast needs none');
    },
  },
  {
    title: 'distinguishes rooms and shards, also with names that end alike',
    async run({ repository, clock }) {
      const positions = [
        { room: 'a', shard: 1 },
        { room: 'a', shard: 11 },
        { room: 'a1', shard: 1 },
        { room: 'a', shard: 0 },
      ];
      for (const [index, position] of positions.entries()) {
        await repository.add(connectionOf(clock, `c${index}`, [position]));
      }
      for (const [index, { room, shard }] of positions.entries()) {
        mustEqual(
          await walk(repository, room, shard),
          [`c${index}`],
          `members() of shard ${shard} of ${room} is mixed up with another: do not join names and numbers`,
        );
      }
      mustEqual(await walk(repository, 'empty'), [], 'members() of a room without members must be empty');
    },
  },
];
