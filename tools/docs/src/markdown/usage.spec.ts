import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runTool } from '@serverless-ws/command-line/run-tool.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

const { scripts } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** The program of an npm script, from the folder `tools`. */
function programOf(script: string): string {
  return /(?<=tools\/)\S+\/cli\.ts/.exec(scripts[script] ?? '')?.[0] ?? '';
}

/** Milliseconds that a program may take to start on a machine that does much else. */
const PATIENCE = 60_000;

describe('the help of a command', () => {
  const commands = [
    'alarms',
    'bench',
    'chaos',
    'chat',
    'load',
    'mutation',
    'new-epoch',
    'simulate',
    'smoke',
    'token',
  ];
  it.each([...commands, 'user-cost'])(
    'is what npm run %s prints when asked, whatever else is missing',
    async (name) => {
      const { code, stdout, stderr } = await runTool(programOf(name), ['--help']);

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(
        new RegExp(`^npm run (-s )?${name} -- .*\\n\\n(  .*\\n)*  --help +print this\\n`),
      );
    },
    PATIENCE,
  );

  it(
    'is what npm start prints',
    async () => {
      const { code, stdout } = await runTool(programOf('start'), ['--help']);

      expect(code).toBe(0);
      expect(stdout).toMatch(/^npm start -- \[flags\] .*\n\n( {2}.*\n)* {2}--help +print this\n/);
    },
    PATIENCE,
  );
});
