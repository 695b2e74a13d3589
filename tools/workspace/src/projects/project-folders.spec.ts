import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectFolders, testedProjects } from './project-folders.js';

describe('the projects of a workspace', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'projects-'));
    const files = {
      'tools/dev': ['package.json', 'jest.config.mjs'],
      'apps/e2e': ['package.json'],
      'apps/no': [],
    };
    for (const [folder, names] of Object.entries(files)) {
      mkdirSync(join(root, folder), { recursive: true });
      for (const name of names) writeFileSync(join(root, folder, name), '');
    }
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are the folders with a package.json', () => {
    expect(projectFolders(root)).toEqual([join(root, 'apps/e2e'), join(root, 'tools/dev')]);
  });

  it('are measured where they have a configuration of Jest', () => {
    expect(testedProjects(root)).toEqual([join(root, 'tools/dev')]);
  });
});
