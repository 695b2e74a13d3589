import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { testAllContracts } from './all-contracts.js';
import type { Engine } from './engine.js';
import { ENGINES } from './engine.js';

// A bound on hanging, not on speed: some cases make hundreds of calls, and the machine may be busy.
jest.setTimeout(120_000);

for (const kind of ENGINES) {
  const title = kind.missing === undefined ? kind.name : `${kind.name} (not run: ${kind.missing})`;
  const describeEngine = kind.missing === undefined ? describe : describe.skip;

  describeEngine(`on ${title}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await kind.start();
    });
    afterAll(() => engine?.stop());

    testAllContracts(() => engine.endpoint);
  });
}
