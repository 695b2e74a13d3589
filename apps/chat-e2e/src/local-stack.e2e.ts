import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { startLocalTarget, type LocalTarget } from '@serverless-ws/scenarios/local-target.js';
import { runScenario } from '@serverless-ws/scenarios/scenario.js';
import { SCENARIOS } from '@serverless-ws/scenarios/scenarios/all.js';

describe('the chat on the local stack', () => {
  let target: LocalTarget;

  beforeAll(async () => {
    target = await startLocalTarget();
  });
  afterAll(() => target.close());

  describe.each(Object.entries(SCENARIOS))('%s', (_, scenarios) => {
    it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) =>
      runScenario(scenario, target),
    );
  });
});
