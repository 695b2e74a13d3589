import { afterEach, it } from '@jest/globals';
import { rules } from '../rules/rules.js';
import { TestApi } from './test-api.js';

/** Starts a gateway that is closed with the test. */
export type Start = (...options: Parameters<typeof TestApi.start>) => Promise<TestApi>;

const started: TestApi[] = [];
// Not in a `finally`: a test that times out must close its gateways, too.
afterEach(() => Promise.all(started.splice(0).map(({ gateway }) => gateway.close())));

const start: Start = async (...options) => {
  const api = await TestApi.start(...options);
  started.push(api);
  return api;
};

/** Declares the test of one rule, named by the rule and its source. */
export function rule(id: string, test: (start: Start) => Promise<void>): void {
  const found = Object.values(rules)
    .flat()
    .find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no rule "${id}"`);
  it(`${found.rule} [${found.source.kind}: ${found.source.where}]`, () => test(start));
}
