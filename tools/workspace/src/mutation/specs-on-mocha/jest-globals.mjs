// What specs import from `@jest/globals`, on Mocha, whose runner loads the specs once for all mutants. Only what they use.
import { expect as jestExpect } from 'expect';
import fc from 'fast-check';
import { bind } from 'jest-each';

// A mutant is dead once a property has failed; the smallest failing case, takes long to find and is not needed.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });

const mocha = globalThis;

/** @param {string} title @param {() => void} suite */
export const describe = (title, suite) => mocha.describe(title, suite);
/** @param {string} title @param {() => unknown} test */
export const it = (title, test) => mocha.it(title, test);
describe.each = bind(describe, false);
it.each = bind(it, false);
export const beforeEach = (hook) => mocha.beforeEach(hook);
export const afterEach = (hook) => mocha.afterEach(hook);
export const beforeAll = (hook) => mocha.before(hook);
export const afterAll = (hook) => mocha.after(hook);
export const expect = jestExpect;
