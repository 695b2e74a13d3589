import { afterEach, describe, expect, it } from '@jest/globals';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient, MinimalDocumentClient } from '../src/index.js';
import type { ClientLimits } from '../src/index.js';
import { translated } from '../src/table/unavailable.js';
import type { Engine } from './engine.js';
import { minimalLocal, LOCAL } from './fresh-table.js';
import { type ScriptedResponse, scriptedEngine } from './scripted-engine.js';

const item = { PK: 'p', SK: 's', n: 1, l: [true, null, 'ü'], m: { a: 0.5 }, gone: undefined };
const get = new GetCommand({ TableName: 'chat', Key: { PK: 'p', SK: 's' } });
const failure = (status: number, name: string): ScriptedResponse => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: `about ${name}` },
});

describe('the client for cold starts', () => {
  const stop: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of stop.splice(0)) await end();
  });

  async function engineWith(response: Parameters<typeof scriptedEngine>[0]): Promise<Engine> {
    const engine = await scriptedEngine(response);
    stop.push(() => engine.stop());
    return engine;
  }

  async function minimal(response: Parameters<typeof scriptedEngine>[0], limits: Partial<ClientLimits> = {}) {
    const { endpoint } = await engineWith(response);
    const local = minimalLocal(endpoint);
    const client = new MinimalDocumentClient({ ...local, limits: { ...local.limits, ...limits } });
    stop.unshift(() => client.destroy());
    return client;
  }

  it('sends the same requests as the SDK, and returns the same results', async () => {
    const asked: unknown[] = [];
    const Attributes = {
      n: { N: '7' },
      t: { S: 'x' },
      m: { M: { b: { BOOL: true } } },
      l: { L: [{ NULL: true }] },
    };
    const { endpoint } = await engineWith((operation, input) => {
      asked.push([operation, input]);
      return { status: 200, body: { Attributes } };
    });
    const [ours, sdk] = [
      new MinimalDocumentClient(minimalLocal(endpoint)),
      documentClient({ ...LOCAL, endpoint }),
    ];
    stop.unshift(
      () => ours.destroy(),
      () => sdk.destroy(),
    );
    const put = { TableName: 'chat', Item: item, ReturnValues: 'ALL_OLD' } as const;
    const results = [];
    results.push((await ours.send(new PutCommand(put))).Attributes);
    results.push((await sdk.send(new PutCommand(put))).Attributes);
    expect(asked[0]).toEqual(asked[1]);
    expect(results[0]).toEqual({ n: 7, t: 'x', m: { b: true }, l: [null] });
    expect(results[0]).toEqual(results[1]);
  });

  it.each([
    [400, 'ConditionalCheckFailedException'],
    [400, 'ResourceNotFoundException'],
  ])('rejects at once with the name of %d %s', async (status, name) => {
    let calls = 0;
    const client = await minimal(() => ((calls += 1), failure(status, name)));
    const error = { name, message: `about ${name}`, $metadata: { httpStatusCode: status, attempts: 1 } };
    await expect(client.send(get)).rejects.toMatchObject(error);
    expect(calls).toBe(1);
  });

  it.each([
    [500, 'InternalServerError'],
    [400, 'ProvisionedThroughputExceededException'],
    [429, 'SomethingNew'],
  ])('tries again after %d %s, and gives up as unavailable', async (status, name) => {
    let calls = 0;
    const client = await minimal(() => ((calls += 1), failure(status, name)), { maxAttempts: 2 });
    const error: unknown = await client.send(get).catch((reason: unknown) => reason);
    expect(calls).toBe(2);
    expect(error).toMatchObject({ name, $metadata: { attempts: 2 } });
    expect(translated(error)).toMatchObject({ code: 'unavailable' });
  });

  it.each([
    ['the first call of a process', 0],
    ['a later one', 1],
  ])('tries %s again until it succeeds', async (_, before) => {
    const said: number[] = [];
    const client = await minimal(() => {
      said.push(said.length % 3 === 2 ? 200 : 500);
      return said.at(-1) === 200 ? { status: 200, body: {} } : failure(500, 'InternalServerError');
    });
    for (let call = 0; call <= before; call += 1) {
      await expect(client.send(get)).resolves.toMatchObject({ $metadata: { attempts: 3 } });
    }
    expect(said).toHaveLength(3 * (before + 1));
  });

  it('retries less while many calls fail, and regains its retries after successes', async () => {
    let [calls, fails] = [0, true];
    const client = await minimal(
      () => ((calls += 1), fails ? failure(500, 'InternalServerError') : { status: 200, body: {} }),
      { maxAttempts: 2 },
    );
    const triesOfOneThatFails = async (): Promise<number> => {
      const before = calls;
      fails = true;
      await client.send(get).catch(() => undefined);
      fails = false;
      return calls - before;
    };
    expect(await triesOfOneThatFails()).toBe(2);
    fails = true;
    await Promise.all(Array.from({ length: 200 }, () => client.send(get).catch(() => undefined)));
    expect(await triesOfOneThatFails()).toBe(1);
    for (let call = 0; call < 20; call += 1) await client.send(get);
    expect(await triesOfOneThatFails()).toBe(2);
  });

  it('rejects with unavailable when an engine never responds, or does not exist', async () => {
    const silent = await minimal(() => null, { maxAttempts: 1, requestTimeout: 50 });
    expect(translated(await silent.send(get).catch((error: unknown) => error))).toMatchObject({
      code: 'unavailable',
    });
    const { endpoint, stop: end } = await scriptedEngine(() => null);
    await end();
    const unreachable = new MinimalDocumentClient({ ...minimalLocal(endpoint), limits: { maxAttempts: 1 } });
    expect(translated(await unreachable.send(get).catch((error: unknown) => error))).toMatchObject({
      code: 'unavailable',
    });
  });

  it.each([
    ['its headers', ''],
    ['half of it', '{"Item":'],
  ])('retries where a response stalls after %s, and gives up as unavailable', async (_, startOfBody) => {
    const client = await minimal(() => ({ startOfBody }), { maxAttempts: 2, requestTimeout: 50 });
    const error: unknown = await client.send(get).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'TimeoutError', $metadata: { attempts: 2 } });
    expect(translated(error)).toMatchObject({ code: 'unavailable' });
  });

  it('throws when it is given bytes, which it cannot carry', async () => {
    const client = await minimal(() => ({ status: 200, body: {} }));
    const bytes = new PutCommand({ TableName: 'chat', Item: { PK: 'p', SK: 's', b: new Uint8Array(3) } });
    await expect(client.send(bytes)).rejects.toThrow('This client carries no binary values');
  });

  it('keeps the response out of what an error shows', async () => {
    const client = await minimal(() => failure(400, 'ValidationException'));
    const error: unknown = await client.send(get).catch((reason: unknown) => reason);
    expect(JSON.stringify(error)).not.toContain('$response');
  });

  it('accepts the plain commands of the SDK too', async () => {
    const client = await minimal(() => ({ status: 200, body: { Item: { PK: { S: 'p' } } } }));
    const plain = new GetItemCommand({ TableName: 'chat', Key: { PK: { S: 'p' }, SK: { S: 's' } } });
    await expect(client.send(plain)).resolves.toMatchObject({ Item: { PK: { S: 'p' } } });
  });
});
