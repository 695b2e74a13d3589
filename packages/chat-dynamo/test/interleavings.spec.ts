import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from '@serverless-ws/chat-domain';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import { DynamoConnectionRepository } from '../src/index.js';
import type { TableClient } from '../src/index.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';

/** The concurrent calls on one connection and one room. */
type Step = { readonly join: number } | 'leave' | 'remove';

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 1 }).map((join) => ({ join })) },
  { weight: 4, arbitrary: fc.constant('leave' as const) },
  { weight: 1, arbitrary: fc.constant('remove' as const) },
);

describe('calls that reach the table in any order', () => {
  const clock = new ManualClock(Date.now());
  let engine: Engine;
  let table: FreshTable;
  beforeAll(async () => {
    engine = await startDynalite();
    table = await freshTable(engine.endpoint);
  });
  afterAll(async () => {
    await table.close();
    await engine.stop();
  });

  let runs = 0;
  function connection(rooms: readonly number[]): Connection {
    runs += 1;
    return {
      connectionId: `c${runs}`,
      identity: { userId: 'ada', name: 'Ada', roles: [], expiresAt: null },
      connectedAt: clock.now(),
      expiresAt: clock.now() + 60_000,
      memberships: rooms.map((shard) => ({ room: `den-${runs}`, shard })),
    };
  }

  /** A repository whose every call waits until the scheduler lets it through, one at a time. */
  function scheduled(scheduler: fc.Scheduler): DynamoConnectionRepository {
    const turn = scheduler.scheduleFunction(async (): Promise<void> => undefined);
    const client: TableClient = {
      call: async (operation, input) => {
        await turn();
        return table.client.call(operation, input);
      },
    };
    return new DynamoConnectionRepository({ client, table: table.table, clock });
  }

  /** A repository that is overtaken before its call of this number. */
  function overtaken(number: number, by: () => Promise<unknown>): DynamoConnectionRepository {
    let calls = 0;
    const client: TableClient = {
      call: async (operation, input) => {
        calls += 1;
        if (calls === number) await by();
        return table.client.call(operation, input);
      },
    };
    return new DynamoConnectionRepository({ client, table: table.table, clock });
  }

  it('keep the row of a member who leaves, whole, between the two writes of a join', async () => {
    const healthy = new DynamoConnectionRepository({ ...table, clock });
    const ada = connection([0]);
    const { connectionId } = ada;
    const room = `den-${runs}`;
    await healthy.add(ada);
    const contender = overtaken(2, () => healthy.leave(connectionId, room));
    expect(await contender.join(ada, { room, shard: 0 }, 9)).toMatchObject({ outcome: 'joined' });
    expect((await healthy.members(room, 0, { limit: 9 })).members).toHaveLength(1);
  });

  it.each([1, 2, 3])(
    'leave nothing of a connection that ends while it is added, at call %d',
    async (call) => {
      const healthy = new DynamoConnectionRepository({ ...table, clock });
      const barredUntil = clock.now() + 60_000;
      for (const first of ['add', 'remove']) {
        const ada = connection([0]);
        const { connectionId } = ada;
        const remove = (port: DynamoConnectionRepository) => port.remove(connectionId, { barredUntil });
        if (first === 'add') await overtaken(call, () => remove(healthy)).add(ada);
        else await remove(overtaken(call, () => healthy.add(ada)));
        // What came too late to overtake comes now.
        await remove(healthy);
        expect(await healthy.find(connectionId)).toBeNull();
        expect((await healthy.members(`den-${runs}`, 0, { limit: 9 })).members).toEqual([]);
        expect(await healthy.connectionsOf('ada')).not.toContain(connectionId);
      }
    },
  );

  it('leave the row of a member where its connection says it is, and nowhere else', async () => {
    const healthy = new DynamoConnectionRepository({ ...table, clock });
    const steps = fc.array(step, { minLength: 2, maxLength: 3 });
    const property = fc.asyncProperty(fc.scheduler(), steps, fc.boolean(), async (scheduler, all, member) => {
      const ada = connection(member ? [0] : []);
      const { connectionId } = ada;
      const room = `den-${runs}`;
      await healthy.add(ada);
      const repository = scheduled(scheduler);
      const work = all.map((one) => {
        if (one === 'leave') return repository.leave(connectionId, room);
        if (one === 'remove') return repository.remove(connectionId);
        return repository.join(ada, { room, shard: one.join }, 9);
      });
      await scheduler.waitFor(Promise.all(work));
      const known = (await healthy.find(connectionId))?.memberships.map(({ shard }) => shard) ?? [];
      const pages = await Promise.all([0, 1].map((shard) => healthy.members(room, shard, { limit: 9 })));
      const rows = pages.flatMap(({ members }, shard) => members.map(() => shard));
      expect(rows).toEqual(known);
    });
    await fc.assert(property, { numRuns: Number(process.env['INTERLEAVINGS'] ?? 50) });
  });
});
