import { describe, expect, it } from '@jest/globals';
import { blockPrograms, compilerComplaints } from './compile-blocks.js';
import { pages } from './pages.js';
import { promisedLines, runBlock } from './run-block.js';

const programs = pages().flatMap(blockPrograms);
const page = (...code: string[]) => ({
  path: 'packages/chat-domain/X.md',
  text: ['```ts', ...code, '```'].join('\n'),
});

describe('the TypeScript that a page shows', () => {
  it('compiles, all of it', () => {
    expect(programs.length).toBeGreaterThan(0);
    expect(compilerComplaints(programs)).toEqual([]);
  });

  it('is refused where it does not fit the packages', () => {
    const wrong = page(
      "import { LIMITS } from '@serverless-ws/chat-domain';",
      'const bytes: string = LIMITS.textBytes;',
    );

    expect(compilerComplaints(blockPrograms(wrong))).toEqual([
      "packages/chat-domain/X.md:1: Type 'number' is not assignable to type 'string'.",
    ]);
  });

  it('may import another block of its page, which says in its first line what file it is', () => {
    const pages = [
      page('// src/answer.ts: for all', 'export const answer = 42;'),
      page("import { answer } from './answer.js';", 'const text: string = answer;'),
    ];
    expect(compilerComplaints(pages.flatMap(blockPrograms))).toEqual([
      "packages/chat-domain/X.md:1: Type 'number' is not assignable to type 'string'.",
    ]);
  });

  it.each(programs.filter(({ runs }) => runs))('prints what it says: $name', async (program) => {
    const lines = await runBlock(program);
    const promised = promisedLines(program.code);

    expect(promised.length).toBeGreaterThan(0);
    expect(lines).toEqual(promised.map((line) => expect.stringMatching(line)));
  });

  it('fails loudly where it cannot run', async () => {
    const [program] = blockPrograms(page("throw new Error('on purpose');"));
    if (program === undefined) throw new Error('no block');

    await expect(runBlock(program)).rejects.toThrow('on purpose');
  });
});
