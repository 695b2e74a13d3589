import { marked } from 'marked';

/** A fenced block of code in a page. */
export interface CodeBlock {
  /** What follows the fence: `ts`, `sh`, …; empty where nothing does. */
  readonly language: string;
  readonly code: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a page, in order, those in lists too. */
export function codeBlocks(markdown: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let from = 0;
  marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type !== 'code') return;
    const at = markdown.indexOf(token.raw.trimStart(), from);
    if (at >= 0) from = at;
    const line = markdown.slice(0, from).split('\n').length;
    blocks.push({ language: token.lang ?? '', code: token.text, line });
  });
  return blocks;
}
