import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that hold projects, one level down. */
const GROUPS = ['packages', 'apps', 'examples'];

/** The absolute folders of all projects that Jest tests: those with a `jest.config.mjs`. */
export function testedProjects(root: string): readonly string[] {
  const grouped = GROUPS.filter((group) => existsSync(join(root, group))).flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(root, group, name)),
  );
  return [...grouped, join(root, 'tools')].filter((folder) => existsSync(join(folder, 'jest.config.mjs')));
}
