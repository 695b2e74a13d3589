import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { projectFolders } from '../projects/project-folders.js';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly nx?: { readonly name?: string; readonly implicitDependencies?: readonly string[] };
}

const manifests = projectFolders(workspaceRoot).map((folder): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
);
const byName = new Map(
  manifests.flatMap((manifest) => [
    [manifest.name, manifest],
    [manifest.nx?.name ?? '', manifest],
  ]),
);

function dependenciesOf({ dependencies, devDependencies, nx }: Manifest): readonly Manifest[] {
  const names = Object.keys({ ...dependencies, ...devDependencies });
  return [...names, ...(nx?.implicitDependencies ?? [])].flatMap((name) => byName.get(name) ?? []);
}

/** The ways from a project back to itself, each by the names on it. */
function loops(from: Manifest): readonly string[] {
  const seen = new Set<Manifest>();
  const back = (project: Manifest, way: readonly string[]): readonly string[] =>
    dependenciesOf(project).flatMap((next) => {
      if (next === from) return [[...way, from.name].join(' → ')];
      if (seen.has(next)) return [];
      seen.add(next);
      return back(next, [...way, next.name]);
    });
  return back(from, [from.name]);
}

it('no project depends on itself by way of others', () => {
  expect(manifests.length).toBeGreaterThan(20);
  expect(manifests.flatMap(loops)).toEqual([]);
});
