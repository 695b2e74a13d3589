import { afterEach, describe, expect, it } from '@jest/globals';
import { MinimalDocumentClient } from '../src/index.js';
import type { ClientLimits, TableClient } from '../src/index.js';
import { translated } from '../src/table/unavailable.js';
import type { Engine } from './engine.js';
import { minimalLocal } from './fresh-table.js';
import { type ScriptedResponse, scriptedEngine } from './scripted-engine.js';

const key = { PK: 'p', SK: 's' };
const get = (client: TableClient) => client.call('GetItem', { TableName: 'chat', Key: key });
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

  it.each([
    [400, 'ConditionalCheckFailedException'],
    [400, 'ResourceNotFoundException'],
  ])('rejects at once with the name of %d %s', async (status, name) => {
    let calls = 0;
    const client = await minimal(() => ((calls += 1), failure(status, name)));
    const error = { name, message: `about ${name}`, $metadata: { httpStatusCode: status, attempts: 1 } };
    await expect(get(client)).rejects.toMatchObject(error);
    expect(calls).toBe(1);
  });

  it.each([
    [500, 'InternalServerError'],
    [400, 'ProvisionedThroughputExceededException'],
    [429, 'SomethingNew'],
  ])('tries again after %d %s, and gives up as unavailable', async (status, name) => {
    let calls = 0;
    const client = await minimal(() => ((calls += 1), failure(status, name)), { maxAttempts: 2 });
    const error: unknown = await get(client).catch((reason: unknown) => reason);
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
      await expect(get(client)).resolves.toMatchObject({ $metadata: { attempts: 3 } });
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
      await get(client).catch(() => undefined);
      fails = false;
      return calls - before;
    };
    expect(await triesOfOneThatFails()).toBe(2);
    fails = true;
    await Promise.all(Array.from({ length: 200 }, () => get(client).catch(() => undefined)));
    expect(await triesOfOneThatFails()).toBe(1);
    for (let call = 0; call < 20; call += 1) await get(client);
    expect(await triesOfOneThatFails()).toBe(2);
  });

  it('rejects with unavailable when an engine never responds, or does not exist', async () => {
    const silent = await minimal(() => null, { maxAttempts: 1, requestTimeout: 50 });
    expect(translated(await get(silent).catch((error: unknown) => error))).toMatchObject({
      code: 'unavailable',
    });
    const { endpoint, stop: end } = await scriptedEngine(() => null);
    await end();
    const unreachable = new MinimalDocumentClient({ ...minimalLocal(endpoint), limits: { maxAttempts: 1 } });
    expect(translated(await get(unreachable).catch((error: unknown) => error))).toMatchObject({
      code: 'unavailable',
    });
  });

  it.each([
    ['its headers', ''],
    ['half of it', '{"Item":'],
  ])('retries where a response stalls after %s, and gives up as unavailable', async (_, startOfBody) => {
    const client = await minimal(() => ({ startOfBody }), { maxAttempts: 2, requestTimeout: 50 });
    const error: unknown = await get(client).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'TimeoutError', $metadata: { attempts: 2 } });
    expect(translated(error)).toMatchObject({ code: 'unavailable' });
  });

  it.each([
    ['a typed array', new Uint8Array(3)],
    ['a Buffer', Buffer.from('abc')],
    ['an ArrayBuffer', new ArrayBuffer(3)],
    ['a set of bytes', new Set([new Uint8Array(3)])],
    ['a Buffer in a list', [{ deep: Buffer.from('abc') }]],
  ])('throws when it is given %s, which it cannot carry', async (_, b) => {
    const client = await minimal(() => ({ status: 200, body: {} }));
    const bytes = client.call('PutItem', { TableName: 'chat', Item: { ...key, b } });
    await expect(bytes).rejects.toThrow('This client carries no binary values');
  });

  it('keeps the response out of what an error shows', async () => {
    const client = await minimal(() => failure(400, 'ValidationException'));
    const error: unknown = await get(client).catch((reason: unknown) => reason);
    expect(JSON.stringify(error)).not.toContain('$response');
  });
});
