import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

/** A markdown file of the workspace. */
export interface Page {
  /** From the workspace's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Every markdown file that Git knows, or would with `git add`, but for API reports, which are generated. */
export function pages(): readonly Page[] {
  const list = [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '--deduplicate',
    '*.md',
    ':!*.api.md',
  ];
  return execFileSync('git', list, { cwd: workspaceRoot, encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '')
    .map((path) => ({ path, text: readFileSync(join(workspaceRoot, path), 'utf8') }));
}
