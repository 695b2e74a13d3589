import { describe, expect, it } from '@jest/globals';
import { markdownOf, type Block, type Piece } from './markdown.js';

/** In short: *em*, **strong**, `code`, <address>, [link → host], and ``` around blocks. */
function short(text: string): string {
  return markdownOf(text)
    .map((block: Block) => (block.kind === 'block' ? `{${block.text}}` : block.pieces.map(piece).join('')))
    .join('|');
}

function piece(one: Piece): string {
  switch (one.kind) {
    case 'text':
      return one.text;
    case 'address':
      return `<${one.href}>`;
    case 'link':
      return `[${one.text}→${one.href}→${one.host}]`;
    case 'code':
      return `{${one.text}}`;
    default:
      return `${one.kind === 'strong' ? 'S' : 'E'}(${one.pieces.map(piece).join('')})`;
  }
}

describe('the Markdown of messages', () => {
  it.each([
    ['**bold** and *italic*, __bold__ and _italic_', 'S(bold) and E(italic), S(bold) and E(italic)'],
    ['***both***', 'E(S(both))'],
    ['`a * b` and ``a ` b``', '{a * b} and {a ` b}'],
    ['look:\n```ts\nlet a = 1;\n\n*b*\n```\nthere', 'look:|{let a = 1;\n\n*b*}|there'],
    ['[the docs](https://a.example/b)', '[the docs→https://a.example/b→a.example]'],
    ['**https://a.example/**', 'S(<https://a.example/>)'],
    ['https://a.example/a_b_c*d*e and *f*', '<https://a.example/a_b_c*d*e> and E(f)'],
    ['\\*no\\* \\`no\\` \\[a](https://a.example/)', '*no* `no` [a](<https://a.example/>)'],
    ['日本**語**です', '日本S(語)です'],
  ])('reads %j', (text, read) => {
    expect(short(text)).toBe(read);
  });

  it.each([
    '# no heading',
    '- no\n- list\n\n1. none',
    '> no quote',
    'no\n---\nrule\n***',
    '    no code',
    'a  \nb\n\n\nc  ',
    '| no | table |\n|---|---|\n| a | b |',
    '![no image](https://a.example/a.png "t")'.replace('https://a.example/a.png', 'x'),
    '[no]: https',
    '[no][reference]',
    '~~no~~',
    '<b>no</b> &lt;html&gt; &amp; <!-- a -->',
    'snake_case_name, 2*3*4, a * b * c, 5 * 3',
    '``` no code',
    '```\nnot closed',
    '```\n```',
    '``` ```',
    '`over two\nlines`',
    '**not closed, *nor this\n\nclosed** too late*',
    '\\\\server\\share and C:\\temp',
    '\tindented *\n',
    '[a](javascript:alert(1)) [b](data:text/html,x) [c](/path) [d](ftp://a.example)',
    '[](https:)',
  ])('leaves %j as it is', (text) => {
    expect(short(text)).toBe(text);
  });

  it.each([
    ['a label that is another address', '[https://bank.example](https://evil.example/)'],
    ['a label that looks like a host', '[bank.example](https://evil.example/)'],
    ['a user name', '[a](https://bank.example@evil.example/)'],
    ['an empty label', '[ ](https://evil.example/)'],
    ['a host that goes on in code', 'https://bank.co`m`'],
    ['a host that goes on in italics', 'https://bank.co*\u200b.m*'],
    ['a host that goes on behind bold', '**https://bank.co**m'],
    ['a host with signs in it', 'https://bank.co*m*/login'],
  ])('makes no link of %s', (_, text) => {
    expect(JSON.stringify(markdownOf(text))).not.toContain('"href":"https://evil');
    expect(JSON.stringify(markdownOf(text))).not.toContain('"href":"https://bank.co/');
  });

  it('reads hostile texts to their end', () => {
    for (const text of [
      '*a '.repeat(1_365),
      '_'.repeat(4_096),
      '['.repeat(4_096),
      '`'.repeat(4_095),
      '**a*'.repeat(1_000),
    ])
      expect(short(text).length).toBeGreaterThan(0);
  });
});
