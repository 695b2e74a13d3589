import { describe, expect, it } from '@jest/globals';
import { Drafts } from './drafts.js';

describe('drafts', () => {
  it('wait in their rooms until they are sent', () => {
    const drafts = new Drafts();
    drafts.keep('tea', 'half a sen');
    drafts.keep('lobby', 'another');
    expect([drafts.of('tea'), drafts.of('lobby'), drafts.of('coffee')]).toEqual([
      'half a sen',
      'another',
      '',
    ]);
    drafts.keep('tea', '');
    expect([drafts.of('tea'), drafts.of('lobby')]).toEqual(['', 'another']);
  });
});
