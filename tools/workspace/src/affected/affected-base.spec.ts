import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { affectedBase } from './affected-base.js';
import { gitIn } from './git.js';

describe('the base of what is affected', () => {
  let folder: string;
  const git = (...args: string[]) => gitIn(folder)(...args);
  const head = () => git('rev-parse', 'HEAD');

  function commit(name: string): string | null {
    writeFileSync(join(folder, name), name);
    git('add', '-A');
    git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-q', '-m', name);
    return head();
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'affected-'));
    git('init', '-q', '-b', 'main');
    commit('first');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the commit before the last on a clean trunk without a remote', () => {
    const first = head();
    commit('second');

    expect(affectedBase(git)).toEqual({ since: first });
  });

  it('is the last commit on the trunk while there are changes of one’s own', () => {
    const second = commit('second');
    writeFileSync(join(folder, 'third'), '');

    expect(affectedBase(git)).toEqual({ since: second });
  });

  it('is where a branch left the trunk', () => {
    const fork = head();
    git('switch', '-q', '-c', 'topic');
    commit('second');
    commit('third');

    expect(affectedBase(git)).toEqual({ since: fork });
  });

  it('is where the trunk stands at the remote, where there is one', () => {
    const pushed = head();
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    commit('second');
    commit('third');

    expect(affectedBase(git)).toEqual({ since: pushed });
  });

  it('is everything after the very first commit', () => {
    expect(affectedBase(git)).toBe('everything');
  });

  it('is everything where there is no trunk to compare with', () => {
    git('branch', '-q', '-m', 'lonely');

    expect(affectedBase(git)).toBe('everything');
  });
});
