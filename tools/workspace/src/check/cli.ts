// `npm run check [-- --e2e]`: what the hooks and CI would say of a change, on what it touches alone: formatting, rules,
// types, tests and, on request, end-to-end tests. One line a step; what failed is printed last, without what passed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { readFlags, runCommand } from '@serverless-ws/command-line/command.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { affectedBase } from '../affected/affected-base.js';
import { gitIn } from '../affected/git.js';
import { changedFiles } from './changed-files.js';
import { shortOutput } from './short-output.js';

const USAGE = `npm run check [-- --e2e]    checks what you have changed

  --e2e   also the end-to-end tests of it
  --help  print this`;

interface Step {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

/** Runs a step quietly; returns its output if it failed. */
function run({ program, args }: Step): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(join(workspaceRoot, 'node_modules/.bin', program), args, { cwd: workspaceRoot });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
    child.on('close', (code) => resolve(code === 0 ? null : output));
  });
}

await runCommand('check', USAGE, async () => {
  const flags = readFlags(process.argv.slice(2), { e2e: 'boolean' });
  const git = gitIn(workspaceRoot);
  const base = affectedBase(git);
  const files = changedFiles(git, base);
  if (files.length === 0) return console.log('nothing has changed');
  const scope = base === 'everything' ? ['run-many'] : ['affected', `--base=${base.since}`];
  const targets = ['lint', 'typecheck', 'test', ...(flags['e2e'] === true ? ['e2e'] : [])];
  const steps: readonly Step[] = [
    { name: 'format', program: 'prettier', args: ['--check', '--ignore-unknown', ...files] },
    ...targets.map((name) => ({
      name,
      program: 'nx',
      args: [...scope, '-t', name, '--output-style=static-failures-only'],
    })),
  ];
  const failures: string[] = [];
  for (const step of steps) {
    const began = performance.now();
    const output = await run(step);
    const seconds = Math.round((performance.now() - began) / 1_000);
    console.log(`${output === null ? '✓' : '✗'} ${step.name}, ${seconds} s`);
    if (output !== null) failures.push(`\n--- ${step.name}\n\n${shortOutput(output)}`);
  }
  for (const failure of failures) console.log(failure);
  process.exitCode = failures.length === 0 ? 0 : 1;
});
