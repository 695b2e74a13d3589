import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Runs Nx in a workspace with this process's own output.
 * @param root - the folder of the workspace
 * @returns its exit code; 1 when a signal ended it
 */
export function runNx(root: string, args: readonly string[]): number {
  const bin = join(root, 'node_modules', '.bin', 'nx');
  return spawnSync(bin, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
}
