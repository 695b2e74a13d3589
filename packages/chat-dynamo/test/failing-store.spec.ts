import { afterEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoConnectionRepository,
  DynamoMessageRepository,
  documentClient,
  SdkTableClient,
} from '../src/index.js';
import { readBatch } from '../src/table/read-batch.js';
import { writeBatch } from '../src/table/write-batch.js';
import type { Engine } from './engine.js';
import { LOCAL } from './fresh-table.js';
import type { ScriptedResponse } from './scripted-engine.js';
import { scriptedEngine } from './scripted-engine.js';

const failure = (status: number, name: string): ScriptedResponse => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name },
});
const done: ScriptedResponse = { status: 200, body: {} };
const now = async (): Promise<void> => undefined;

describe('a store that fails', () => {
  const clock = new ManualClock();
  let engine: Engine | undefined;
  afterEach(() => engine?.stop());

  async function tableOn(response: Parameters<typeof scriptedEngine>[0], config = {}) {
    engine = await scriptedEngine(response);
    const sdk = documentClient({ ...LOCAL, maxAttempts: 1, ...config, endpoint: engine.endpoint });
    return { client: new SdkTableClient(sdk), table: 'chat' };
  }

  it.each([
    [400, 'ProvisionedThroughputExceededException'],
    [500, 'InternalServerError'],
    [503, 'ServiceUnavailable'],
  ])('with %d %s is unavailable, for reads and for writes', async (status, name) => {
    const table = await tableOn(() => failure(status, name));
    const log = new DynamoMessageRepository({ ...table, clock });
    const range = { from: 1, to: 2, order: 'ascending', limit: 1 } as const;
    for (const call of [
      log.head('lobby'),
      log.reserveNext('lobby', 'e', 1),
      log.read('lobby', range),
      log.heads(['a']),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'unavailable', cause: { name } });
    }
    const connections = new DynamoConnectionRepository({ ...table, clock });
    for (const call of [connections.connectionsOf('ada'), connections.remove('c')]) {
      await expect(call).rejects.toMatchObject({ code: 'unavailable', cause: { name } });
    }
  });

  it.each([
    ['never answering', null],
    ['a response that stalls after its headers', { startOfBody: '' }],
    ['a response that stalls half-way', { startOfBody: '{"Item":' }],
  ])('by %s is unavailable once the timeout is over', async (_, response) => {
    const requestHandler = { requestTimeout: 50, socketTimeout: 50, throwOnRequestTimeout: true };
    const log = new DynamoMessageRepository({
      ...(await tableOn(() => response, { requestHandler })),
      clock,
    });
    await expect(log.head('lobby')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('for lack of a table or a permission keeps its own error', async () => {
    const table = await tableOn(() => failure(400, 'ResourceNotFoundException'));
    const log = new DynamoMessageRepository({ ...table, clock });
    await expect(log.head('lobby')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('is retried by the client, as often as configured', async () => {
    let calls = 0;
    const table = await tableOn(() => ((calls += 1) < 3 ? failure(500, 'InternalServerError') : done), {
      maxAttempts: 3,
    });
    expect(await new DynamoMessageRepository({ ...table, clock }).head('lobby')).toBeNull();
    expect(calls).toBe(3);
  });

  it('that leaves out a part of a batch is sent the rest again', async () => {
    const sizes: number[] = [];
    const table = await tableOn((_, { RequestItems: items }) => {
      const requests = Object(items).chat;
      sizes.push(requests.length);
      return { status: 200, body: { UnprocessedItems: { chat: requests.slice(10) } } };
    });
    const keys = Array.from({ length: 25 }, (_, index) => ({ PK: 'p', SK: `${index}` }));
    await writeBatch(
      table,
      keys.map((key) => ({ delete: key })),
      now,
    );
    expect(sizes).toEqual([25, 15, 5]);
  });

  it('that leaves out a part of a batched read is asked for the rest', async () => {
    const table = await tableOn((_, { RequestItems: items }) => {
      const [first, ...rest] = Object(items).chat.Keys;
      const unread = rest.length > 0 ? { UnprocessedKeys: { chat: { Keys: rest } } } : {};
      return { status: 200, body: { Responses: { chat: [first] }, ...unread } };
    });
    const keys = ['a', 'b', 'c'].map((SK) => ({ PK: 'p', SK }));
    expect(await readBatch(table, keys, { wait: now })).toEqual(keys);
  });

  it('at one batch of many does not keep the others from being written', async () => {
    let deleted = 0;
    const table = await tableOn((_, { RequestItems: items }) => {
      const keys: readonly object[] = Object(items).chat;
      if (JSON.stringify(keys).includes('poison')) return failure(500, 'InternalServerError');
      deleted += keys.length;
      return done;
    });
    const keys = Array.from({ length: 200 }, (_, index) => ({
      PK: 'p',
      SK: index === 60 ? 'poison' : `${index}`,
    }));
    const written = writeBatch(
      table,
      keys.map((key) => ({ delete: key })),
      now,
    );
    await expect(written).rejects.toMatchObject({ code: 'unavailable' });
    expect(deleted).toBe(175);
  });

  it('by an item that appears and disappears is unavailable rather than retried for ever', async () => {
    const table = await tableOn((operation) =>
      operation === 'PutItem' ? failure(400, 'ConditionalCheckFailedException') : done,
    );
    const entry = { kind: 'filler', seq: 1, reservedAt: 1, expiresAt: clock.now() + 1 } as const;
    const log = new DynamoMessageRepository({ ...table, clock });
    await expect(log.append('lobby', entry)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
