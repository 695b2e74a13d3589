import { describe, expect, it } from '@jest/globals';
import { replaceSection } from './document-section.js';

describe('replaceSection', () => {
  it('replaces what is between the marks, and nothing else', () => {
    const document =
      'before\n<!-- bench:a -->\nold\n<!-- /bench:a -->\nafter <!-- bench:b --><!-- /bench:b -->';
    expect(replaceSection(document, 'a', 'new')).toBe(
      'before\n<!-- bench:a -->\n\nnew\n\n<!-- /bench:a -->\nafter <!-- bench:b --><!-- /bench:b -->',
    );
  });

  it('does not write where there is no position', () => {
    expect(() => replaceSection('nothing', 'a', 'new')).toThrow('no section "a"');
  });
});
