import { describe, expect, it } from '@jest/globals';
import { brokenReferences } from './links.js';
import { pages } from './pages.js';

describe('what a page refers to', () => {
  it.each(pages())('is there: $path', (page) => {
    expect(brokenReferences(page)).toEqual([]);
  });

  it.each([
    ['a file', '[a](nothing.md)', 'nothing.md'],
    [
      'an anchor of another page',
      '[a](../packages/chat-protocol/PROTOCOL.md#nothing)',
      '../packages/chat-protocol/PROTOCOL.md#nothing',
    ],
    ['an anchor of its own', '# Here\n[a](#there)', '#there'],
    ['a path in code', '`packages/chat-domain/src/nothing.ts`', 'packages/chat-domain/src/nothing.ts'],
    ['a link by name', '[a][b]\n\n[b]: nothing.md', 'nothing.md'],
  ])('is missed where it is not there: %s', (_, text, missing) => {
    expect(brokenReferences({ path: 'docs/page.md', text })).toEqual([missing]);
  });

  it('may be an anchor, a folder, an address or a path with a placeholder', () => {
    const text =
      '# Right here\n[a](#right-here) [b](../packages) [c](https://a.example/#x) `tools/<name>/cli.ts`';

    expect(brokenReferences({ path: 'docs/page.md', text })).toEqual([]);
  });
});
