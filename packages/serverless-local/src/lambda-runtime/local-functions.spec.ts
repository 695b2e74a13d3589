import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { LocalFunctions } from './local-functions.js';

const file = join(import.meta.dirname, 'fixtures', 'handlers.mjs');

describe('the functions of a local stack', () => {
  const functions = new LocalFunctions(() => undefined);
  afterEach(() => functions.stop());

  const deploy = (handler: string) =>
    functions.deploy([{ name: 'fn', file, handler, environment: {}, timeout: 60, memorySize: 256 }]);

  /** An event that is answered once its `meeting` is 2, when it is under way. */
  async function underWay() {
    const meeting = new Int32Array(new SharedArrayBuffer(4));
    const answered = functions.invoke('fn', { meeting: meeting.buffer });
    while (Atomics.load(meeting, 0) === 0) await setImmediate();
    return { answered, finish: () => Atomics.store(meeting, 0, 2) };
  }

  it('are replaced when what is under way has been answered', async () => {
    await deploy('together');
    const { answered, finish } = await underWay();
    const { replaced } = await deploy('look');
    const order: string[] = [];
    const seen = [answered.then(() => order.push('answered')), replaced.then(() => order.push('replaced'))];
    expect(await functions.invoke('fn', {})).toMatchObject({ invocations: 1 });
    expect(order).toEqual([]);

    finish();
    await Promise.all(seen);
    expect(order).toEqual(['answered', 'replaced']);
  });

  it('start when they are called, if all that calls them is switched off', async () => {
    const broken = {
      name: 'broken',
      file,
      handler: 'missing',
      environment: {},
      timeout: 60,
      memorySize: 256,
    };
    await expect(functions.deploy([broken])).rejects.toMatchObject({ code: 'handler_export_missing' });
    await functions.deploy([{ ...broken, isIdle: true }]);
    await expect(functions.invoke('broken', {})).rejects.toThrow('missing');
  });

  it('start when they are called, if their starts are to be cold', async () => {
    const cold = new LocalFunctions(() => undefined, true);
    const fn = { name: 'fn', file, environment: {}, timeout: 60, memorySize: 256 };
    await cold.deploy([
      { ...fn, handler: 'look' },
      { ...fn, name: 'broken', handler: 'missing' },
    ]);
    await expect(cold.invoke('fn', {})).resolves.toMatchObject({ invocations: 1 });
    await expect(cold.invoke('broken', {})).rejects.toThrow('missing');
    await cold.stop();
  });

  it('end with what is under way in those that were replaced', async () => {
    await deploy('together');
    const { answered } = await underWay();
    const { replaced } = await deploy('look');
    await Promise.all([functions.stop(), expect(answered).rejects.toThrow('the container of fn exited')]);

    await expect(replaced).resolves.toBeUndefined();
  });
});
