import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { bundleChat, Bundles } from './bundles.js';

const settings = {
  name: 'room',
  file: '/dist/room.mjs',
  handler: 'handler',
  environment: {},
  timeout: 5,
  memorySize: 128,
};

describe('the bundles of a stack', () => {
  const bundles = new Bundles(async (outdir) => writeFileSync(join(outdir, 'room.mjs'), ''));
  const make = async () => {
    const { functions, remove } = await bundles.make([settings]);
    return { file: functions[0]?.file ?? '', remove };
  };
  afterEach(() => bundles.remove());

  it('stand in a folder of their own', async () => {
    const { file } = await make();

    expect(existsSync(file)).toBe(true);
    expect(file).not.toBe(settings.file);
  });

  it('go build by build', async () => {
    const [first, second, third] = [await make(), await make(), await make()];
    await second.remove();
    const there = [first, second, third].map(({ file }) => existsSync(dirname(file)));
    expect(there).toEqual([true, false, true]);
  });

  it('are all gone in the end', async () => {
    const { file } = await make();
    await bundles.remove();

    expect(existsSync(dirname(file))).toBe(false);
  });

  it('are left as they are where there is nothing to build', async () => {
    expect((await new Bundles(null).make([settings])).functions).toEqual([settings]);
  });

  it('are copies of those that were made for the whole run', async () => {
    const [done, outdir] = ['done-', 'outdir-'].map((name) => mkdtempSync(join(tmpdir(), name)));
    writeFileSync(join(done ?? '', 'room.mjs'), '');
    process.env['BUNDLED_FUNCTIONS'] = done;
    await bundleChat(outdir ?? '');
    delete process.env['BUNDLED_FUNCTIONS'];

    expect(readdirSync(outdir ?? '')).toEqual(['room.mjs']);
    for (const folder of [done, outdir]) rmSync(folder ?? '', { recursive: true });
  });

  it('end in one line when the sources do not build', async () => {
    let folder = '';
    const broken = new Bundles((outdir) => {
      folder = outdir;
      return Promise.reject(new Error('Build failed with 1 error:\nx.ts:1:1: ERROR\nmore'));
    });

    await expect(broken.make([settings])).rejects.toThrow(
      'the functions do not build: Build failed with 1 error: x.ts:1:1: ERROR',
    );
    expect(existsSync(folder)).toBe(false);
  });
});
