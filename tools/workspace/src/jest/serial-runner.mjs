// Runs a test file by jest-circus, without the AsyncLocalStorage by which jest-circus knows the running test. Before
// Node.js 24 a storage in use makes every promise of the process slower. jest-circus makes one for each file and disables
// none: after 100 files a promise pays 100 times, and the memory of no file is free again.
import hooks from 'node:async_hooks';
import jestCircus from 'jest-circus/runner';
import { compileOnce } from './compile-once.mjs';
import { coverageCopy } from './coverage-copy.mjs';

compileOnce();

/** What jest-circus uses of an AsyncLocalStorage, for tests that run one after the other. */
class SerialContext {
  #store;

  getStore() {
    return this.#store;
  }

  async run(store, callback) {
    const outer = this.#store;
    if (outer?.test && outer.test !== store.test)
      throw new Error('Tests must not run side by side: no `it.concurrent`.');
    this.#store = store;
    try {
      return await callback();
    } finally {
      this.#store = outer;
    }
  }
}

/** Jest's `testRunner`: the parameters are those of jest-circus. */
export default function runSerially(...parameters) {
  const [, , environment, runtime] = parameters;
  runtime.getAllCoverageInfoCopy = () => coverageCopy(environment.global.__coverage__);
  const { AsyncLocalStorage } = hooks;
  // jest-circus loads its parts and makes its storage before its first await; the tests get the real class again.
  hooks.AsyncLocalStorage = SerialContext;
  try {
    return jestCircus.default(...parameters);
  } finally {
    hooks.AsyncLocalStorage = AsyncLocalStorage;
  }
}
