import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import { DynamoMessageRepository, type TableClient } from '../src/index.js';
import { deleteExpired } from './delete-expired.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';

const LIFE = 32 * 24 * 3_600_000;

/** A call on a head that is past its end: for how many lives it is to be kept, or its deletion. */
interface Step {
  readonly kind: 'reserve' | 'join' | 'delete';
  readonly lives: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('reserve', 'join', 'delete'),
  lives: fc.integer({ min: 1, max: 3 }),
});

const clock = new ManualClock(Date.now());
let engine: Engine;
let table: FreshTable;
let rooms = 0;
beforeAll(async () => {
  engine = await startDynalite();
  table = await freshTable(engine.endpoint);
});
afterAll(async () => {
  await table.close();
  await engine.stop();
});

it('all who reserve or join beside a deletion get one head, which is kept as long as each was promised', async () => {
  const log = new DynamoMessageRepository({ ...table, clock });
  const now = clock.now();
  const steps = fc.array(step, { minLength: 2, maxLength: 4 });
  const property = fc.asyncProperty(fc.scheduler(), steps, async (scheduler, all) => {
    const room = `den-${(rooms += 1)}`;
    await log.reserveNext(room, 'old', now - 2 * LIFE, now - LIFE);
    const turn = scheduler.scheduleFunction(async (): Promise<void> => undefined);
    const client: TableClient = {
      call: async (operation, input) => {
        await turn();
        return table.client.call(operation, input);
      },
    };
    const contender = new DynamoMessageRepository({ client, table: table.table, clock });
    const work = all.map(async ({ kind, lives }, index) => {
      if (kind === 'delete') return turn().then(() => deleteExpired(table, now));
      const end = now + lives * LIFE;
      if (kind === 'join') return contender.getOrCreate(room, `e${index}`, now, end);
      return contender.reserveNext(room, `e${index}`, now, end);
    });
    const heads = await scheduler.waitFor(Promise.all(work));
    const epochs = new Set(heads.flatMap((head) => (head === undefined ? [] : [head.epoch])));
    expect(epochs.size).toBe(all.some(({ kind }) => kind !== 'delete') ? 1 : 0);
    const reserved = all.flatMap(({ kind, lives }, index) =>
      kind === 'reserve' ? [{ lives, seq: heads[index]?.seq }] : [],
    );
    expect(new Set(reserved.map(({ seq }) => seq)).size).toBe(reserved.length);
    if (reserved.length === 0) return;
    const longest = Math.max(...reserved.map(({ lives }) => lives));
    await deleteExpired(table, now + longest * LIFE - 1_000);
    expect([...epochs]).toEqual([(await log.head(room))?.epoch]);
  });
  await fc.assert(property, { numRuns: 50 });
});
