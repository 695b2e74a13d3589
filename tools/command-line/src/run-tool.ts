import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workspaceRoot } from './workspace-root.js';

/** How a program ended. */
export interface ToolRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The arguments with which Node runs a program of `tools/`: from its sources, or as it was bundled in the folder that
 * `BUNDLED_PROGRAMS` names, where the suites start many programs.
 */
export function toolCommand(tool: string): readonly string[] {
  const { BUNDLED_PROGRAMS: folder = '' } = process.env;
  const bundled = join(folder, tool.replace(/\.ts$/, '.mjs'));
  if (folder !== '' && existsSync(bundled)) return [bundled];
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return ['--conditions=@serverless-ws/source', '--import', tsx, join(workspaceRoot, 'tools', tool)];
}

/** An environment for a child that must not see that it runs inside Jest, Nx or a Git hook. */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(NX_|GIT_|JEST_|FORCE_COLOR$|NODE_OPTIONS$|NODE_ENV$)/.test(entry[0]),
  );
  return { ...Object.fromEntries(own), ...extra };
}

/** Runs a program of `tools/` to its end; `input` is what it reads. */
export function runTool(
  tool: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = '',
): Promise<ToolRun> {
  return new Promise((resolve) => {
    const options = { cwd: workspaceRoot, env: cleanEnvironment(environment) };
    const child = execFile(process.execPath, [...toolCommand(tool), ...args], options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? 1, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}
