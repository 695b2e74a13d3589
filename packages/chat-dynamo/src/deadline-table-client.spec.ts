import { afterEach, describe, expect, it } from '@jest/globals';
import { minimalLocal } from '../test/fresh-table.js';
import { scriptedEngine, type ScriptedResponse } from '../test/scripted-engine.js';
import { DeadlineTableClient } from './deadline-table-client.js';
import { documentClient } from './document-client.js';
import { MinimalDocumentClient } from './minimal/minimal-document-client.js';
import { SdkTableClient } from './sdk-table-client.js';
import type { TableClient } from './table-client.js';
import { LOCAL } from '../test/fresh-table.js';

const NOW = 1_795_366_800_000;
const clock = { now: () => NOW };
const done = { status: 200, body: {} };

describe('a client with a deadline', () => {
  const stop: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of stop.splice(0)) await end();
  });

  /** Both clients on one engine, which counts its calls. */
  async function clients(respond: () => ScriptedResponse) {
    const seen = { calls: 0 };
    const engine = await scriptedEngine(() => ((seen.calls += 1), respond()));
    const minimal = new MinimalDocumentClient(minimalLocal(engine.endpoint));
    const sdk = documentClient({ ...LOCAL, endpoint: engine.endpoint });
    stop.push(
      () => minimal.destroy(),
      () => sdk.destroy(),
      () => engine.stop(),
    );
    return { seen, list: [minimal, new SdkTableClient(sdk)] };
  }

  const get = (client: TableClient, left: number) =>
    new DeadlineTableClient(client, { deadline: () => NOW + left, clock }).call('GetItem', {
      TableName: 'chat',
      Key: { PK: 'p', SK: 's' },
    });

  it.each([
    ['never responds', null],
    ['stalls after the headers', { startOfBody: '' }],
    ['stalls half-way', { startOfBody: '{"Item":' }],
  ])('ends a call by then where the store %s', async (_, response) => {
    const { list } = await clients(() => response);
    for (const client of list) await expect(get(client, 20)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('sends nothing once the deadline has passed', async () => {
    const { seen, list } = await clients(() => done);
    for (const client of list) await expect(get(client, 0)).rejects.toMatchObject({ code: 'unavailable' });
    expect(seen.calls).toBe(0);
  });

  it('begins no further try after the deadline', async () => {
    const tries: (AbortSignal | undefined)[] = [];
    const never: TableClient = {
      call: (_operation, _input, options) => {
        tries.push(options?.abortSignal);
        return new Promise(() => undefined);
      },
    };
    await expect(get(never, 5)).rejects.toMatchObject({ code: 'unavailable' });
    expect(tries.map((signal) => signal?.aborted)).toEqual([true]);
    const { seen, list } = await clients(() => done);
    for (const client of list) {
      const call = client.call(
        'GetItem',
        { TableName: 'chat', Key: {} },
        { abortSignal: AbortSignal.abort() },
      );
      await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    }
    expect(seen.calls).toBe(0);
  });

  it.each([
    ['with time left', 60_000],
    ['without a deadline', Infinity],
  ])('hands on the response %s', async (_, left) => {
    const { list } = await clients(() => ({ status: 200, body: { Item: { n: { N: '7' } } } }));
    for (const client of list) await expect(get(client, left)).resolves.toMatchObject({ Item: { n: 7 } });
  });
});
