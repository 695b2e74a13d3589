import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { watchSources, type SourceWatch } from './source-watch.js';

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

  it('pass over tests and everything that is no source', async () => {
    for (const name of ['a.spec.ts', 'a.log', 'README.md']) writeFileSync(join(folder, 'src', name), '');
    writeFileSync(join(folder, 'src', 'a.ts'), '');
    await change;

    expect(times).toBe(1);
  });
});
