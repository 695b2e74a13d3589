import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { gitIn } from '../affected/git.js';
import { changedFiles } from './changed-files.js';

describe('the files that a change touches', () => {
  let folder: string;
  const git = (...args: string[]) => gitIn(folder)(...args);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'changed-'));
    git('init', '-q', '-b', 'main');
    for (const name of ['kept.ts', 'edited.ts', 'deleted.ts']) write(name, 'old');
    write('.gitignore', 'built.ts');
    git('add', '-A');
    git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-q', '-m', 'chore: begin');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are those edited and those new, without deleted and ignored ones', () => {
    write('edited.ts', 'new');
    write('new file.ts', 'new');
    write('built.ts', 'new');
    rmSync(join(folder, 'deleted.ts'));

    expect(changedFiles(git, { since: 'HEAD' })).toEqual(['edited.ts', 'new file.ts']);
  });

  it('are all, where there is nothing to compare with', () => {
    expect(changedFiles(git, 'everything')).toEqual(['.gitignore', 'deleted.ts', 'edited.ts', 'kept.ts']);
  });
});
