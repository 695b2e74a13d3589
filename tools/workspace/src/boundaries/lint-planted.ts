import { execFile } from 'node:child_process';
import { cleanEnvironment, toolCommand } from '@serverless-ws/command-line/run-tool.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

/** A file that lint is shown, though it is nowhere. */
export interface Planted {
  /** From the workspace's root. */
  readonly path: string;
  readonly text: string;
}

/** What lint has to say of one line. */
export interface Objection {
  /** From 1 on. */
  readonly line: number;
  /** The rule's name; `null` where the file cannot be parsed. */
  readonly rule: string | null;
  readonly message: string;
}

/**
 * Lints files that are not there with the workspace's own configuration, in a process of its own: ESLint's
 * configuration and the Nx graph behind it are no guests for Jest's module loader.
 * @returns for each file what lint says of it
 */
export function lintPlanted(files: readonly Planted[]): Promise<readonly (readonly Objection[])[]> {
  return new Promise((resolve, reject) => {
    const options = { cwd: workspaceRoot, env: cleanEnvironment({ NX_DAEMON: 'false' }), maxBuffer: 2 ** 26 };
    const command = toolCommand('workspace/src/boundaries/linter.ts');
    const child = execFile(process.execPath, command, options, (error, stdout) =>
      error === null ? resolve(JSON.parse(stdout) as Objection[][]) : reject(error),
    );
    child.stdin?.end(JSON.stringify(files));
  });
}
