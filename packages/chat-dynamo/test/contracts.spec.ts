import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { testAllContracts } from './all-contracts.js';
import type { Engine } from './engine.js';
import { ENGINES } from './engine.js';
import { minimalLocal } from './fresh-table.js';
import { MinimalDocumentClient } from '../src/index.js';

// A limit for hangs, not for speed: some cases make hundreds of calls, and the machine may be busy.
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

describe(`on ${ENGINES[0]?.name}, by the client for cold starts`, () => {
  let engine: Engine | undefined;
  let lean: MinimalDocumentClient | undefined;
  const endpoint = (): string => engine?.endpoint ?? '';
  beforeAll(async () => {
    engine = await ENGINES[0]?.start();
  });
  afterAll(async () => {
    lean?.destroy();
    await engine?.stop();
  });

  testAllContracts(endpoint, () => (lean ??= new MinimalDocumentClient(minimalLocal(endpoint()))));
});
