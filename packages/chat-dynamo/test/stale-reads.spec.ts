import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { testAllContracts } from './all-contracts.js';
import type { Engine } from './engine.js';
import { startQuickEngine } from './engine.js';
import { freshTable, minimalLocal } from './fresh-table.js';
import { MinimalDocumentClient } from '../src/index.js';
import { startStaleProxy } from './stale-proxy.js';

describe('behind a proxy that serves one-second-old state to reads that are not consistent', () => {
  let engine: Engine;
  let proxy: Engine;
  let client: MinimalDocumentClient;
  beforeAll(async () => {
    engine = await startQuickEngine();
    proxy = await startStaleProxy(engine);
    client = new MinimalDocumentClient(minimalLocal(proxy.endpoint));
  });
  afterAll(async () => {
    client.destroy();
    await proxy.stop();
    await engine.stop();
  });

  it('a read that is not consistent misses what was just written, and one that is sees it', async () => {
    const { sdk, table, close } = await freshTable(proxy.endpoint);
    const key = { PK: 'p', SK: 's' };
    await sdk.send(new PutCommand({ TableName: table, Item: key }));
    const get = async (ConsistentRead: boolean) =>
      (await sdk.send(new GetCommand({ TableName: table, Key: key, ConsistentRead }))).Item;
    expect(await get(false)).toBeUndefined();
    expect(await get(true)).toEqual(key);
    const query = new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'PK = :p',
      ExpressionAttributeValues: { ':p': 'p' },
    });
    expect((await sdk.send(query)).Items).toEqual([]);
    await close();
  });

  it('a read that is not consistent sees what is old enough', async () => {
    const prompt = await startStaleProxy(engine, { lag: 0 });
    const { sdk, table, close } = await freshTable(prompt.endpoint);
    const key = { PK: 'p', SK: 's' };
    await sdk.send(new PutCommand({ TableName: table, Item: key }));
    expect((await sdk.send(new GetCommand({ TableName: table, Key: key }))).Item).toEqual(key);
    await close();
    await prompt.stop();
  });

  testAllContracts(
    () => proxy.endpoint,
    () => client,
  );
});
