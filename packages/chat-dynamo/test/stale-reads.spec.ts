import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { connectOf } from '@serverless-ws/chat-domain';
import { identityOf, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { testAllContracts } from './all-contracts.js';
import type { Engine } from './engine.js';
import { startQuickEngine } from './engine.js';
import { freshTable, minimalLocal } from './fresh-table.js';
import {
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoModerationStateRepository,
  DynamoRoomHeadRepository,
  DynamoRoomRulesRepository,
  MinimalDocumentClient,
} from '../src/index.js';
import { startStaleProxy, type StaleProxy } from './stale-proxy.js';

describe('behind a proxy that serves old state to reads that are not consistent', () => {
  let engine: Engine;
  let proxy: StaleProxy;
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
    const { sdk, table, close } = await freshTable(proxy.endpoint);
    const key = { PK: 'p', SK: 's' };
    await sdk.send(new PutCommand({ TableName: table, Item: key }));
    await proxy.catchUp();
    expect((await sdk.send(new GetCommand({ TableName: table, Key: key }))).Item).toEqual(key);
    await close();
  });

  it('a user who has just been banned stays out, and nothing of the handshake is left', async () => {
    const { close, ...table } = await freshTable(proxy.endpoint);
    const clock = new ManualClock(Date.now());
    const at = { ...table, clock };
    const moderationStates = new DynamoModerationStateRepository(at);
    const connections = new DynamoConnectionRepository(at);
    const rules = new DynamoRoomRulesRepository(at);
    const moderation = { moderationStates, rules, audit: new DynamoAuditLog(at) };
    const ports = { connections, heads: new DynamoRoomHeadRepository(at), clock, moderation };
    await moderationStates.sanction('ada', { bannedUntil: clock.now() + 60_000 });
    const handshake = connectOf(ports).execute({ connectionId: 'a', identity: identityOf('ada') });
    await expect(handshake).rejects.toMatchObject({ code: 'banned' });
    expect([await connections.find('a'), await connections.connectionsOf('ada')]).toEqual([null, []]);
    await close();
  });

  testAllContracts(
    () => proxy.endpoint,
    () => client,
  );
});
