import { describe, expect, it } from '@jest/globals';
import { codeBlocks } from './code-blocks.js';
import { pages } from './pages.js';

describe('the code blocks of a page', () => {
  it('have a language, a line and what is given before them', () => {
    const page = [
      '# A page',
      '<!-- given',
      'declare const a: number;',
      '-->',
      '',
      '```ts',
      'a;',
      '```',
      'text',
      '```sh run',
      'ls',
      '```',
    ];

    expect(codeBlocks(page.join('\n'))).toEqual([
      { language: 'ts', runs: false, code: 'a;', given: 'declare const a: number;', line: 6 },
      { language: 'sh', runs: true, code: 'ls', given: '', line: 10 },
    ]);
  });

  it('are all found: there is none inside of a list or a quotation', () => {
    for (const { path, text } of pages()) {
      const fences = text.split('\n').filter((line) => /^\s*(> ?)?```\w/.test(line));
      expect([path, codeBlocks(text).length]).toEqual([path, fences.length]);
    }
  });
});
