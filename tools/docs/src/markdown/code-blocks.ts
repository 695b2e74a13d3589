import { marked } from 'marked';

/** A fenced block of code in a page. */
export interface CodeBlock {
  /** The first word after the fence: `ts`, `sh`, …; empty where nothing is. */
  readonly language: string;
  /** Whether `run` follows it: the block is a whole program that ends by itself. */
  readonly runs: boolean;
  readonly code: string;
  /** What a comment `<!-- given … -->` before the block declares: names that the block uses and readers can guess. */
  readonly given: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a page that stand by themselves, in order. */
export function codeBlocks(markdown: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let given = '';
  let line = 1;
  for (const token of marked.lexer(markdown)) {
    if (token.type === 'code') {
      const [language = '', ...words] = (token.lang ?? '').split(' ');
      blocks.push({ language, runs: words.includes('run'), code: token.text, given, line });
    }
    if (token.type === 'html') given = /^<!-- given\s(.*)-->/s.exec(token.raw)?.[1]?.trim() ?? '';
    else if (token.type !== 'space') given = '';
    line += token.raw.split('\n').length - 1;
  }
  return blocks;
}
