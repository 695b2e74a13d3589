import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FunctionPool } from './function-pool.js';

const file = join(import.meta.dirname, 'fixtures', 'handlers.mjs');

describe('a local Lambda function', () => {
  const pools: FunctionPool[] = [];
  const lines: string[] = [];
  let folder: string;

  function deployed(handler: string, { environment = {}, timeout = 5, concurrency = 2 } = {}): FunctionPool {
    const settings = { name: `fn-${handler}`, file, handler, environment, timeout, memorySize: 256 };
    const pool = new FunctionPool(settings, (name, text) => lines.push(`${name}: ${text}`), concurrency);
    pools.push(pool);
    return pool;
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lambda-'));
  });
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.stop(true)));
    lines.length = 0;
    rmSync(folder, { recursive: true });
  });

  it('sees its own environment and what Lambda sets, and nothing of ours', async () => {
    process.env['OURS'] = 'not yours';
    const answer = await deployed('look', { environment: { TABLE_NAME: 'chat' } }).invoke({ hello: 1 });
    delete process.env['OURS'];

    expect(answer).toMatchObject({
      event: { hello: 1 },
      functionName: 'fn-look',
      environment: { TABLE_NAME: 'chat', AWS_LAMBDA_FUNCTION_NAME: 'fn-look', AWS_REGION: 'us-east-1' },
    });
    expect(answer).not.toHaveProperty('environment.OURS');
    expect(answer).not.toHaveProperty('environment.PATH');
  });

  it('loads its bundle once and keeps it for the next event', async () => {
    const pool = deployed('look');
    await pool.warm();
    await pool.invoke({});

    expect(await pool.invoke({})).toMatchObject({ invocations: 2 });
  });

  it('is frozen behind its answer: what it leaves running does not happen', async () => {
    const pool = deployed('either');
    const sent = join(folder, 'sent');
    await pool.invoke({ file: sent });
    // Time enough in a naive server, as the next test shows: a whole other function starts, works and answers.
    await deployed('patient').invoke({});

    expect(existsSync(sent)).toBe(false);
  });

  it('would have done it in a server that does not freeze its handlers', async () => {
    const { either, patient } = (await import('./fixtures/handlers.mjs' as string)) as Record<
      'either' | 'patient',
      (event: object) => Promise<unknown>
    >;
    const sent = join(folder, 'sent');
    await either({ file: sent });
    await patient({});

    expect(readFileSync(sent, 'utf8')).toBe('sent\n');
  });

  it('thaws with what was left behind, as a container on Lambda does', async () => {
    const pool = deployed('either');

    expect(await pool.invoke({})).toEqual({ leftBehind: 0 });
    expect(await pool.invoke({ patient: true })).toEqual({ leftBehind: 1 });
  });

  it('is killed when it takes longer than its own timeout, and starts anew', async () => {
    const pool = deployed('hang', { timeout: 0.1 });

    await expect(pool.invoke({})).rejects.toThrow('fn-hang timed out after 0.1 seconds');
    await expect(pool.invoke({})).rejects.toThrow('timed out');
  });

  it('has its time though this process stood still meanwhile, and knows of it', async () => {
    const pool = deployed('untilReleased', { timeout: 0.5 });
    await pool.warm();
    const gate = new Int32Array(new SharedArrayBuffer(8));
    const answer = pool.invoke({ gate: gate.buffer });
    while (Atomics.load(gate, 1) === 0) await setImmediate();
    // Longer than the timeout, as on an overloaded machine, or one that sleeps.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900);
    Atomics.store(gate, 0, 1);

    expect(await answer).toEqual({ hasTimeLeft: true });
  });

  it('is killed when it is not loaded in time', async () => {
    const slow = join(folder, 'slow.mjs');
    writeFileSync(slow, 'setInterval(() => undefined, 1_000); await new Promise(() => undefined);');
    const settings = { name: 'slow', file: slow, handler: 'handler', environment: {}, timeout: 5 };
    const pool = new FunctionPool({ ...settings, memorySize: 256, loadTimeout: 0.1 }, () => undefined, 1);

    await expect(pool.warm()).rejects.toThrow('slow is not loaded after 0.1 seconds');
  });

  it('hands on what its handler throws', async () => {
    await expect(deployed('fail').invoke({})).rejects.toMatchObject({
      name: 'RangeError',
      message: 'out of range',
    });
  });

  it('dies of an unhandled rejection, and starts anew', async () => {
    const pool = deployed('explode');

    await expect(pool.invoke({})).rejects.toThrow('left unhandled');
    await expect(pool.invoke({})).rejects.toThrow('left unhandled');
  });

  it('does not start when its bundle is broken', async () => {
    await expect(deployed('missing').warm()).rejects.toThrow('the bundle exports no function "missing"');
  });

  it('runs events at the same time in containers of their own', async () => {
    const pool = deployed('together');
    const meeting = new SharedArrayBuffer(4);

    expect(await Promise.all([pool.invoke({ meeting }), pool.invoke({ meeting })])).toEqual([
      { met: true },
      { met: true },
    ]);
  });

  it('can be killed in the middle of what it does, and starts afresh', async () => {
    const [busy, idle] = [deployed('hang'), deployed('look')];
    await Promise.all([busy.warm(), idle.invoke({})]);
    const cut = busy.invoke({});
    await Promise.all([
      busy.crash(),
      idle.crash(),
      expect(cut).rejects.toThrow('the container of fn-hang exited'),
    ]);

    expect(await idle.invoke({})).toMatchObject({ invocations: 1 });
  });

  it('lets events wait when all containers are busy', async () => {
    const pool = deployed('look', { concurrency: 1 });
    const answers = await Promise.all([1, 2, 3].map((n) => pool.invoke({ n })));

    expect(answers).toMatchObject([{ invocations: 1 }, { invocations: 2 }, { invocations: 3 }]);
  });

  it('has all of its log handed on before it is frozen', async () => {
    await deployed('talk').invoke({});

    expect(lines).toEqual([
      'fn-talk: line 1\n',
      'fn-talk: line 2\n',
      'fn-talk: line 3\n',
      'fn-talk: trouble\n',
    ]);
  });
});
