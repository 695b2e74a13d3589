import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { CUT_OUTS } from './cut-outs.mjs';

const require = createRequire(import.meta.url);

/** What a module exports by itself: a function instead of `require`, so that nothing real can be reached. */
function standIn(code: string): unknown {
  const module: { exports: unknown } = { exports: undefined };
  new Function('module', code)(module);
  return module.exports;
}

describe('what stands in for a module that is cut out', () => {
  it.each(Object.entries(CUT_OUTS).filter(([name]) => name.includes('/lib/')))(
    '%s says what the module says on every Node that is supported',
    (name, code) => {
      expect(standIn(code)).toBe(require(name));
    },
  );

  it('fails loudly where somebody needs it after all', () => {
    const sign = standIn(CUT_OUTS['jsonwebtoken/sign.js'] ?? '');
    expect(typeof require('jsonwebtoken/sign.js')).toBe('function');
    expect(sign).toThrow('The bundles leave out how to sign tokens');
  });
});
