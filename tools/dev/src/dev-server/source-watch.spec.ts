import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isIgnored, watchSources, type SourceWatch } from './source-watch.js';

describe('the eyes on the sources', () => {
  let folder: string;
  let watch: SourceWatch;
  let changed: () => void;
  let change: Promise<void>;
  let times = 0;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sources-'));
    mkdirSync(join(folder, 'src'));
    change = new Promise((resolve) => (changed = resolve));
    times = 0;
    const count = async () => {
      times += 1;
      changed();
    };
    watch = watchSources(count, [folder]);
    await watch.ready;
  });
  afterEach(async () => {
    await watch.close();
    rmSync(folder, { recursive: true });
  });

  it('see a burst of changes as one', async () => {
    for (const name of ['a.ts', 'b.ts', 'serverless.yml']) writeFileSync(join(folder, 'src', name), '');
    await change;

    expect(times).toBe(1);
  });
});

describe('what the eyes pass over', () => {
  it.each([
    'packages/chat-jwt/src/keys.spec.ts',
    'packages/chat-jwt/README.md',
    'packages/chat-jwt/dist/keys.ts',
    'packages/chat-jwt/node_modules/ws/index.ts',
    'packages\\chat-jwt\\coverage\\block.ts',
  ])('%s is no source', (path) => {
    expect(isIgnored(path, true)).toBe(true);
  });

  it.each([
    ['packages/chat-jwt/src/keys.ts', true],
    ['serverless.yml', true],
    ['packages/chat-jwt', false],
    ['packages/distance/src', false],
  ])('%s is one, or has some', (path, isFile) => {
    expect(isIgnored(path, isFile)).toBe(false);
  });
});
