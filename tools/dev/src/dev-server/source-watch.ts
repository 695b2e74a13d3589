import { join } from 'node:path';
import { watch } from 'chokidar';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

/** What a deployment is made of. */
const SOURCES = ['serverless.yml', 'apps/ws-lambda/src', 'packages'].map((path) => join(workspaceRoot, path));

/** Milliseconds of quiet after which a change counts as finished: an editor writes several files at once. */
const QUIET = 100;

/** Eyes on the sources. */
export interface SourceWatch {
  /** Resolves once every later change will be seen. */
  readonly ready: Promise<unknown>;
  close(): Promise<void>;
}

/** Whether no deployment is made of what is at this path: builds, tests, and files that are no sources. */
export function isIgnored(path: string, isFile: boolean): boolean {
  if (/[\\/](node_modules|dist|coverage|out-tsc)([\\/]|$)/.test(path)) return true;
  return isFile && (!/\.(ts|yml)$/.test(path) || path.endsWith('.spec.ts'));
}

/**
 * Calls back after each burst of changes, once the last call has ended.
 * @param changed - rejections are its own affair
 */
export function watchSources(
  changed: () => Promise<void>,
  sources: readonly string[] = SOURCES,
): SourceWatch {
  const watcher = watch([...sources], {
    ignoreInitial: true,
    ignored: (path, stats) => isIgnored(path, stats?.isFile() === true),
  });
  const ready = new Promise((resolve) => watcher.once('ready', () => resolve(undefined)));
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(changed);
    }, QUIET);
  });
  return {
    ready,
    close: () => {
      clearTimeout(timer);
      return watcher.close();
    },
  };
}
