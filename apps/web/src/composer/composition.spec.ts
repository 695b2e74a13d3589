import { describe, expect, it } from '@jest/globals';
import { isSendKey } from './composition.js';

const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };

describe('the key that sends', () => {
  it('is Enter', () => {
    expect(isSendKey(enter)).toBe(true);
    expect(isSendKey({ ...enter, shiftKey: true })).toBe(false);
    expect(isSendKey({ ...enter, key: 'a', keyCode: 65 })).toBe(false);
  });

  it('is not the Enter that ends a composition, before or after the browser says that it ended', () => {
    expect(isSendKey({ ...enter, isComposing: true })).toBe(false);
    expect(isSendKey({ ...enter, isComposing: true, keyCode: 229 })).toBe(false);
    expect(isSendKey({ ...enter, keyCode: 229 })).toBe(false);
  });
});
