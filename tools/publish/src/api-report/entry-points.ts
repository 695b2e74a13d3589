import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One way into a package. */
export interface EntryPoint {
  /** `index` for the package itself, `testing` for `./testing`, `a-b` for `./a/b`. */
  readonly name: string;
  /** Path of its declarations, from the package's folder. */
  readonly declarations: string;
}

/** The entry points in the exports map of a package's `package.json` that have declarations. */
export function entryPoints(root: string): readonly EntryPoint[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, string | { readonly types?: string }>>;
  };
  return Object.entries(exports).flatMap(([path, target]) => {
    const declarations = typeof target === 'string' ? undefined : target.types;
    return declarations === undefined ? [] : [{ name: nameOf(path), declarations }];
  });
}

function nameOf(path: string): string {
  return path === '.' ? 'index' : path.slice('./'.length).replaceAll('/', '-');
}
