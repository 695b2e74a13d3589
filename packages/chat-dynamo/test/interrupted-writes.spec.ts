import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { DynamoConnectionRepository, DynamoMessageRepository } from '../src/index.js';
import type { TableClient } from '../src/index.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import { freshTable } from './fresh-table.js';

const ENDED = new Error('The process ended.');

describe('writes of several items', () => {
  const clock = new ManualClock(Date.now());
  let engine: Engine;
  beforeAll(async () => {
    engine = await startDynalite();
  });
  afterAll(() => engine.stop());

  const ada = {
    connectionId: 'c1',
    identity: { userId: 'ada', name: 'Ada', roles: [], expiresAt: null },
    connectedAt: clock.now(),
    expiresAt: clock.now() + 60_000,
    memberships: [
      { room: 'lobby', shard: 0 },
      { room: 'den', shard: 1 },
    ],
  };

  /** A repository whose process ends before its call of this number. */
  async function endingBefore(call: number) {
    const { client, table, close } = await freshTable(engine.endpoint);
    let calls = 0;
    const cut: TableClient = {
      call: (operation, input) => {
        calls += 1;
        return calls >= call ? Promise.reject(ENDED) : client.call(operation, input);
      },
    };
    return {
      close,
      doomed: new DynamoConnectionRepository({ client: cut, table, clock }),
      healthy: new DynamoConnectionRepository({ client, table, clock }),
    };
  }

  it('find everything that an interrupted add wrote, when the connection is removed', async () => {
    for (const call of [1, 2]) {
      const { doomed, healthy, close } = await endingBefore(call);
      const membership = { room: 'lobby', shard: 0 };
      await expect(doomed.add({ ...ada, memberships: [membership] })).rejects.toMatchObject({ cause: ENDED });
      await healthy.remove('c1', { userId: 'ada', membership });
      expect((await healthy.members('lobby', 0, { limit: 10 })).members).toEqual([]);
      expect(await healthy.connectionsOf('ada')).toEqual([]);
      await close();
    }
  });

  it('let an interrupted leave be repeated until nothing is left', async () => {
    for (const call of [2, 3, 4]) {
      const { doomed, healthy, close } = await endingBefore(call);
      await healthy.add(ada);
      await expect(doomed.leave('c1', 'den')).rejects.toMatchObject({ cause: ENDED });
      await healthy.leave('c1', 'den');
      expect((await healthy.find('c1'))?.memberships).toEqual([{ room: 'lobby', shard: 0 }]);
      expect((await healthy.members('den', 1, { limit: 10 })).members).toEqual([]);
      await close();
    }
  });

  it('let an interrupted join be repeated', async () => {
    for (const call of [1, 2, 3]) {
      const { doomed, healthy, close } = await endingBefore(call);
      await healthy.add({ ...ada, memberships: [] });
      await expect(doomed.join(ada, { room: 'den', shard: 1 }, 9)).rejects.toMatchObject({ cause: ENDED });
      expect(await healthy.join(ada, { room: 'den', shard: 0 }, 9)).toMatchObject({ outcome: 'joined' });
      const shards = (await healthy.find('c1'))?.memberships.map(({ shard }) => shard);
      expect((await healthy.members('den', shards?.[0] ?? -1, { limit: 10 })).members).toHaveLength(1);
      await close();
    }
  });
});

describe('dynalite on disk', () => {
  it('keeps the log over a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chat-dynamo-'));
    const clock = new ManualClock(Date.now());
    const before = await startDynalite(folder);
    const { client, sdk, table } = await freshTable(before.endpoint);
    await new DynamoMessageRepository({ client, table, clock }).reserveNext('lobby', 'e1', clock.now());
    sdk.destroy();
    await before.stop();
    const after = await startDynalite(folder);
    const again = await freshTable(after.endpoint);
    const log = new DynamoMessageRepository({ client: again.client, table, clock });
    expect(await log.reserveNext('lobby', 'e2', clock.now())).toMatchObject({ seq: 2, epoch: 'e1' });
    await again.close();
    await after.stop();
    await rm(folder, { recursive: true, force: true });
  });
});
