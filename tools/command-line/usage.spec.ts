import { describe, expect, it } from '@jest/globals';
import { runTool } from './run-tool.js';

describe('the help of a command', () => {
  it.each(['bench', 'chaos', 'chat', 'mutation', 'new-epoch', 'simulate', 'smoke', 'token'])(
    'is what npm run %s prints when asked, whatever else is missing',
    async (name) => {
      const { code, stdout, stderr } = await runTool(`${name}/cli.ts`, ['--help']);

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(
        new RegExp(`^npm run (-s )?${name} -- .*\\n\\n(  .*\\n)*  --help +print this\\n`),
      );
    },
  );

  it('is what npm start prints', async () => {
    const { code, stdout } = await runTool('dev-server/cli.ts', ['--help']);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^npm start -- \[flags\] .*\n\n( {2}.*\n)* {2}--help +print this\n/);
  });
});
