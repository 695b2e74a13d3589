import { spawnSync } from 'node:child_process';
import { cleanEnvironment } from '@serverless-ws/command-line/run-tool.js';
import type { Git } from './affected-base.js';

/** Git in a folder, deaf to the `GIT_DIR` that Git sets for its hooks. */
export function gitIn(folder: string): Git {
  return (...args) => {
    const { status, stdout } = spawnSync('git', args, {
      cwd: folder,
      env: cleanEnvironment(),
      encoding: 'utf8',
    });
    return status === 0 ? stdout.trim() : null;
  };
}
