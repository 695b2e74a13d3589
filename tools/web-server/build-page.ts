import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { workspaceRoot } from '../workspace/workspace-root.js';

/** The chat page, built as for any static host. */
export interface Page {
  /** The folder with `index.html`. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds `apps/web` into a folder of its own, so that two servers never share one. */
export async function buildPage(): Promise<Page> {
  const folder = await mkdtemp(join(tmpdir(), 'chat-page-'));
  const configFile = join(workspaceRoot, 'apps/web/vite.config.mjs');
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
