import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a program to its end, without keeping this process (which is the registry) from answering it. */
export async function run(program: string, args: readonly string[], cwd: string): Promise<void> {
  try {
    await execute(program, [...args], { cwd, env: { ...process.env, NODE_OPTIONS: '' }, timeout: 300_000 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${program} ${args[0] ?? ''} failed in ${cwd}\n${stdout}${stderr}`, { cause: error });
  }
}
