import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { DynamoModerationStateRepository } from '../src/index.js';
import { get } from '../src/table/chat-table.js';
import { moderationStateKey } from '../src/table/keys.js';
import type { Engine } from './engine.js';
import { ENGINES } from './engine.js';
import { freshTable } from './fresh-table.js';
import { recordCalls } from './recorded-calls.js';

const DAY = 86_400;

for (const kind of ENGINES) {
  const title = kind.missing === undefined ? kind.name : `${kind.name} (not run: ${kind.missing})`;
  const describeEngine = kind.missing === undefined ? describe : describe.skip;

  describeEngine(`on ${title}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await kind.start();
    });
    afterAll(() => engine?.stop());

    const open = async () => {
      const { close, ...table } = await freshTable(engine.endpoint);
      // From now on, so that an engine with a TTL of its own deletes nothing meanwhile.
      const clock = new ManualClock(Date.now());
      return { close, table, clock, repository: new DynamoModerationStateRepository({ ...table, clock }) };
    };

    describe('DynamoModerationStateRepository', () => {
      it('counts an attempt for one write unit, and stays that small whatever pauses lie between', async () => {
        const { table, repository, clock, close } = await open();
        const calls = recordCalls(table.sdk);
        const userId = 'u'.repeat(128);
        for (let count = 0; count < 100; count += 1) {
          await repository.recordAttempt({
            userId,
            room: 'tea',
            at: clock.now(),
            window: 1_000,
            slowMode: 0,
          });
          // Longer than an attempt cleans up, so that each leaves its counter behind.
          clock.advance(60_000);
        }
        expect(calls.every(({ units }) => units === 1)).toBe(true);
        // Expired counters are removed now and then.
        expect(calls.length - 100).toBeLessThanOrEqual(4);
        const counts = Object.keys((await get(table, moderationStateKey(userId))) ?? {}).filter((name) =>
          /^w/.test(name),
        );
        expect(counts.length).toBeLessThanOrEqual(26);
        await close();
      });

      it('counts frames and posts in the same item, for one write unit, whatever pauses lie between', async () => {
        const { table, repository, clock, close } = await open();
        const calls = recordCalls(table.sdk);
        const userId = 'u'.repeat(128);
        for (let count = 0; count < 60; count += 1) {
          const at = clock.now();
          await repository.recordAttempt({
            ...{ userId, at, room: 'tea', window: 1_000, slowMode: 0 },
            posts: 100_000,
          });
          await repository.recordFrames({ userId, at, frames: 250 });
          // Longer than either cleans up.
          clock.advance(2 * 3_600_000);
        }
        expect(calls.every(({ units }) => units === 1)).toBe(true);
        // Each round leaves three counters behind, which are removed once there are more than 25.
        expect(calls.length - 120).toBeLessThanOrEqual(8);
        await close();
      });

      it('lets DynamoDB delete a state two days after it was made, never before a sanction has ended', async () => {
        const { table, repository, clock, close } = await open();
        const now = Math.ceil(clock.now() / 1_000);
        const recordAttempt = () =>
          repository.recordAttempt({
            userId: 'ada',
            room: 'tea',
            at: clock.now(),
            window: 1_000,
            slowMode: 0,
          });
        const end = async () => (await get(table, moderationStateKey('ada')))?.['ttl'];
        await recordAttempt();
        expect(await end()).toBe(now + 2 * DAY);
        await repository.sanction('ada', { bannedUntil: clock.now() + 900 * DAY * 1_000 });
        await repository.sanction('ada', { mutedUntil: clock.now() + DAY * 1_000 });
        await recordAttempt();
        expect(await end()).toBe(now + 902 * DAY);
        await close();
      });
    });
  });
}
