import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runTool } from '@serverless-ws/command-line/run-tool.js';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';

describe('npm run load', () => {
  let folder: string;
  let stack: LocalStack;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'load-'));
    stack = await startLocalStack({ coldStart: true });
  });
  afterAll(async () => {
    await stack.close();
    rmSync(folder, { recursive: true });
  });

  const load = (secret: string, ...flags: readonly string[]) =>
    runTool('scenarios/src/load/cli.ts', [stack.url, '--secret', secret, ...flags]);

  it('lets clients talk, and reports that each has seen all, once and in order', async () => {
    const json = join(folder, 'report.json');
    const flags = ['--clients', '10', '--rate', '20', '--minutes', '0.02', '--json', json];
    const { code, stdout } = await load(stack.secret, ...flags);

    expect(stdout).toMatch(
      /^10 clients, .* s: sent 24, acked 24, shown 240\nlost 0, doubled 0, out of order 0, /,
    );
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
      ...{ clients: 10, sent: 24, acked: 24, shown: 240, lost: 0, doubled: 0, disordered: 0 },
      ...{ refused: {}, rejected: {}, resets: 0 },
    });
  });

  it('spreads the clients over rooms, each of which sees its own messages', async () => {
    const flags = ['--clients', '10', '--rooms', '3', '--rate', '20', '--minutes', '0.02'];
    const { code, stdout } = await load(stack.secret, ...flags);

    // Of 24 messages in turns, 10 are in the room of four, and 14 in those of three.
    expect(stdout).toMatch(
      /^10 clients, .* s: sent 24, acked 24, shown 82\nlost 0, doubled 0, out of order 0, /,
    );
    expect(code).toBe(0);
  });

  it('ends with one line where it is not let in', async () => {
    const { code, stdout, stderr } = await load('x'.repeat(40), '--clients', '2');

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/load: no way into ws:\/\/127\.0\.0\.1:\d+\/dev: refused \(401\)\n$/);
  });
});
