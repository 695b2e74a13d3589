import { describe, expect, it } from '@jest/globals';
import { runTool } from '@serverless-ws/command-line/run-tool.js';

describe('npm run chat', () => {
  it('answers bad flags with one line and exit code 2', async () => {
    const { code, stdout, stderr } = await runTool('dev/src/chat/cli.ts', []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^chat: --name is missing[^\n]*\n$/);
  });

  it('ends with one line where no server listens', async () => {
    // A port that was free a moment ago may be taken by now; the first one is no program's.
    const argv = ['--name', 'Ada', '--url', 'ws://127.0.0.1:1'];
    const { code, stdout, stderr } = await runTool('dev/src/chat/cli.ts', argv, { JWT_SECRET: 'any' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('chat: the server cannot be reached: unreachable or refused (1006)\n');
  });
});
