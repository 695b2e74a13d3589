import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '@serverless-ws/command-line/command.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import type { StackOptions } from './stack-options.js';

/** The service that serverless.yml names. */
export function serviceName(): string {
  const file = readFileSync(join(workspaceRoot, 'serverless.yml'), 'utf8');
  const name = /^service: ([\w-]+)$/m.exec(file)?.[1];
  if (name === undefined) throw new CommandError('serverless.yml names no service', 1);
  return name;
}

/**
 * Runs osls on a stage, in this terminal.
 * @throws CommandError with its exit code where it fails; it has said why
 */
export async function osls(
  command: readonly string[],
  { stage, region }: Pick<StackOptions, 'stage' | 'region'>,
): Promise<void> {
  const program = join(workspaceRoot, 'node_modules/osls/bin/serverless.js');
  const args = [program, ...command, '--stage', stage, '--region', region];
  const child = spawn(process.execPath, args, { cwd: workspaceRoot, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new CommandError(`osls ${command[0] ?? ''} failed`, 1);
}
