import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { functionEntries } from './function-entries.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'entries-'));
  mkdirSync(join(root, 'app/src'), { recursive: true });
  mkdirSync(join(root, 'src'));
});

afterEach(() => rmSync(root, { recursive: true }));

describe('the entry points of functions', () => {
  it.each([
    ['app/dist/wave.handler', 'app/src/wave.ts', 'app/dist'],
    ['dist/wave.handler', 'src/wave.mjs', 'dist'],
    ['./dist/wave.run', 'src/wave.js', 'dist'],
  ])('%s is made of %s', (handler, source, folder) => {
    writeFileSync(join(root, source), '');
    expect(functionEntries(root, [handler])).toEqual([{ handler, folder, name: 'wave', source }]);
  });

  it('leave alone what is in no folder dist, and functions without a handler, as those of images are', () => {
    expect(functionEntries(root, ['src/wave.handler', 'redist/wave.handler', undefined])).toEqual([]);
  });

  it('are refused without a source, by the name of the handler', () => {
    expect(() => functionEntries(root, ['app/dist/wave.handler'])).toThrow(
      'app/dist/wave.handler has no source app/src/wave.ts',
    );
  });
});
