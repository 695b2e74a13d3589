import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FunctionPool } from './function-pool.js';

const fixtures = join(import.meta.dirname, 'fixtures', 'handlers.mjs');

describe('a handler', () => {
  const pools: FunctionPool[] = [];

  function deployed(handler: string, file = fixtures): FunctionPool {
    const settings = { name: 'fn', deployedAs: 'tea-dev-fn', file, handler, environment: {}, timeout: 30 };
    const pool = new FunctionPool({ ...settings, memorySize: 256 }, () => undefined, 1);
    pools.push(pool);
    return pool;
  }

  afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.stop(true))));

  it('that calls back answers once nothing is left to do', async () => {
    const pool = deployed('callsBack');

    expect(await pool.invoke({})).toEqual({ done: true });
    expect(await pool.invoke({})).toEqual({ done: true });
  });

  it('that calls back later answers then, by its first call', async () => {
    expect(await deployed('callsBackLater').invoke({})).toBe('later');
  });

  it('that calls back and will not wait answers at once', async () => {
    expect(await deployed('callsBack').invoke({ waits: false })).toEqual({ done: false });
  });

  it('that calls back with an error fails with it, also where it is a text', async () => {
    const pool = deployed('callsBack');

    await expect(pool.invoke({ wrong: 'Unauthorized' })).rejects.toThrow('Unauthorized');
    expect(await pool.invoke({})).toEqual({ done: true });
  });

  it('that never calls back answers with null once nothing is left to do', async () => {
    expect(await deployed('neverCallsBack').invoke({})).toBeNull();
  });

  it('that throws at once fails with what it throws', async () => {
    await expect(deployed('throwsAtOnce').invoke({})).rejects.toMatchObject({
      name: 'RangeError',
      message: 'at once',
    });
  });

  it('answers by its context', async () => {
    const pool = deployed('succeeds');

    expect(await pool.invoke({})).toEqual({ succeeded: true });
    await expect(pool.invoke({ wrong: 'no' })).rejects.toThrow('no');
  });

  it('may be inside of what its file exports', async () => {
    expect(await deployed('nested.inside').invoke({})).toBe('found');
  });

  it('may be in CommonJS', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'commonjs-'));
    const file = join(folder, 'index.cjs');
    writeFileSync(
      file,
      'module.exports = { ["han" + "dler"]: (event, context, callback) => callback(null, 1) };',
    );

    expect(await deployed('handler', file).invoke({})).toBe(1);
    rmSync(folder, { recursive: true });
  });

  it('learns of its invocation what it would on Lambda', async () => {
    const { awsRequestId, remaining, ...rest } = (await deployed('context').invoke({})) as Record<
      string,
      unknown
    >;

    expect(awsRequestId).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(remaining).toBeLessThanOrEqual(30_000);
    expect(remaining).toBeGreaterThan(0);
    expect(rest).toEqual({
      functionName: 'tea-dev-fn',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:tea-dev-fn',
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/tea-dev-fn',
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: true,
    });
  });
});
