import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that hold projects, one level down. */
const GROUPS = ['packages', 'apps', 'examples', 'tools'];

/** The absolute folders of all projects. */
export function projectFolders(root: string): readonly string[] {
  return GROUPS.filter((group) => existsSync(join(root, group)))
    .flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name)))
    .filter((folder) => existsSync(join(folder, 'package.json')));
}

/** The absolute folders of the projects whose code is measured: those with a `jest.config.mjs`. */
export function testedProjects(root: string): readonly string[] {
  return projectFolders(root).filter((folder) => existsSync(join(folder, 'jest.config.mjs')));
}
