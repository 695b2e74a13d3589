import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalTarget, type LocalTarget } from '@serverless-ws/scenarios/local-target.js';
import { patientDeployment } from '@serverless-ws/scenarios/patient-deployment.js';
import { runScenario } from '@serverless-ws/scenarios/scenario.js';
import { SCENARIOS } from '@serverless-ws/scenarios/scenarios/all.js';

describe('the chat on the local stack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-stack-'));
  let target: LocalTarget;
  /** What the role of a function did not allow. */
  const denied: string[] = [];

  beforeAll(async () => {
    target = await startLocalTarget({
      serverlessFile: patientDeployment(folder),
      onDenied: (name, { action }) => denied.push(`${name} ${action}`),
    });
  });
  afterAll(async () => {
    await target?.close();
    rmSync(folder, { recursive: true });
  });

  describe.each(Object.entries(SCENARIOS))('%s', (_, scenarios) => {
    it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
      '%s',
      async (_name, scenario) => {
        await runScenario(scenario, target);
        expect(denied).toEqual([]);
      },
    );
  });
});
