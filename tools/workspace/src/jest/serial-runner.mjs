// Runs a test file by jest-circus, without the AsyncLocalStorage by which jest-circus knows the running test. Before
// Node.js 24 a storage in use makes every promise of the process slower: after 100 files a promise would pay 100 times.
import hooks from 'node:async_hooks';
import { setFlagsFromString } from 'node:v8';
import jestCircus from 'jest-circus/runner';
import { compileOnce } from './compile-once.mjs';
import { coverageCopy } from './coverage-copy.mjs';
import { disableStorages, FileStorage } from './file-storage.mjs';

compileOnce();

// V8 optimizes what a server runs for hours; each test file evaluates its modules anew, for a second. That it compiles
// at once, cheaply, and optimizes eight times later, saves a tenth of the processor's time, and more in simulations.
setFlagsFromString('--sparkplug');
setFlagsFromString('--interrupt-budget=1056000');

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
export default async function runSerially(...parameters) {
  const [, , environment, runtime] = parameters;
  runtime.getAllCoverageInfoCopy = () => coverageCopy(environment.global.__coverage__);
  // jest-circus loads its parts and makes its storage before its first await; what it runs gets one that ends with the file.
  hooks.AsyncLocalStorage = SerialContext;
  const result = jestCircus.default(...parameters);
  hooks.AsyncLocalStorage = FileStorage;
  try {
    return await result;
  } finally {
    disableStorages();
  }
}
