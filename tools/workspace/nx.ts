import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { workspaceRoot } from './workspace-root.js';

/**
 * Runs Nx in the workspace with this process's own output.
 * @returns its exit code; 1 when a signal ended it
 */
export function runNx(args: readonly string[]): number {
  const bin = join(workspaceRoot, 'node_modules', '.bin', 'nx');
  return spawnSync(bin, args, { cwd: workspaceRoot, stdio: 'inherit' }).status ?? 1;
}
