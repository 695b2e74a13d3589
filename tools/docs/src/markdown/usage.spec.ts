import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runTool } from '@serverless-ws/command-line/run-tool.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

const { scripts } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** The program of an npm script, from the folder `tools`. */
function programOf(script: string): string {
  return /(?<=tools\/)\S+\/cli\.ts/.exec(scripts[script] ?? '')?.[0] ?? '';
}

describe('the help of a command', () => {
  const commands = [
    ...['alarms', 'bench', 'chaos', 'chat', 'load', 'mutation', 'new-epoch', 'retention'],
    ...['simulate', 'smoke', 'stack-trace', 'token', 'user-cost'],
  ];
  let helps: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const programs = [...commands, 'start'].map(programOf);
    const printing = 'docs/src/markdown/printed-helps.ts';
    const { code, stdout, stderr } = await runTool(printing, [], {}, JSON.stringify(programs));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    helps = JSON.parse(stdout) as typeof helps;
  });

  it.each(commands)('is what npm run %s prints when asked, whatever else is missing', (name) => {
    const usage = new RegExp(`^npm run (-s )?${name} -- .*\\n\\n(  .*\\n)*  --help +print this\\n`);

    expect(helps[programOf(name)]).toMatch(usage);
  });

  it('is what npm start prints', () => {
    expect(helps[programOf('start')]).toMatch(
      /^npm start -- \[flags\] .*\n\n( {2}.*\n)* {2}--help +print this\n/,
    );
  });
});
