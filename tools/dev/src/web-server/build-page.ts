import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

/** The chat page, built as for any static host. */
export interface Page {
  /** The folder with `index.html`. */
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Builds `apps/web` into a folder of its own, so that two servers never share one, and on a core of its own.
 * @param unwanted - when it is aborted, the page is given up: the promise rejects, and nothing is left
 */
export async function buildPage(unwanted: AbortSignal): Promise<Page> {
  const folder = await mkdtemp(join(tmpdir(), 'chat-page-'));
  const web = join(workspaceRoot, 'apps/web');
  const vite = dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json'));
  const args = [
    join(vite, 'bin/vite.js'),
    'build',
    '--outDir',
    folder,
    '--emptyOutDir',
    '--logLevel',
    'error',
  ];
  const env = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' };
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const building = promisify(execFile)(process.execPath, args, { cwd: web, env });
    // Not by the option `signal`, which does not wait for the end of what is killed: it may still write files.
    unwanted.addEventListener('abort', () => building.child.kill());
    await building;
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, remove };
}
