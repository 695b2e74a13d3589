import { afterAll, beforeAll, describe } from '@jest/globals';
import { testAllContracts } from './all-contracts.js';
import type { Engine } from './engine.js';
import { ENGINES, IN_MEMORY } from './engine.js';
import { minimalLocal } from './fresh-table.js';
import { MinimalDocumentClient } from '../src/index.js';

// Each client has engines of its own: the SDK's those that are no dynalite, where there is one of them.
const others = ENGINES.filter(({ name }) => !name.startsWith('dynalite'));
const isAnyThere = others.some(({ missing }) => missing === undefined);

for (const kind of isAnyThere ? others : [IN_MEMORY, ...others]) {
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

describe(`on ${IN_MEMORY.name}, by the client for cold starts`, () => {
  let engine: Engine | undefined;
  let lean: MinimalDocumentClient | undefined;
  const endpoint = (): string => engine?.endpoint ?? '';
  beforeAll(async () => {
    engine = await IN_MEMORY.start();
  });
  afterAll(async () => {
    lean?.destroy();
    await engine?.stop();
  });

  testAllContracts(endpoint, () => (lean ??= new MinimalDocumentClient(minimalLocal(endpoint()))));
});
