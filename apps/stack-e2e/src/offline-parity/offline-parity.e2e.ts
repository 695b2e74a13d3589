import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConnectionRows } from '@serverless-ws/scenarios/connection-rows.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { runScenario, type ChatTarget } from '@serverless-ws/scenarios/scenario.js';
import { SCENARIOS } from '@serverless-ws/scenarios/scenarios/all.js';
import { DEVIATIONS, UNAUTHORIZED } from './deviations.js';
import { startOfflineStack, type OfflineStack } from './offline-stack.js';

describe('the chat behind serverless-offline, a gateway that is not ours', () => {
  let stack: OfflineStack;
  let rows: ConnectionRows;
  let target: ChatTarget;

  beforeAll(async () => {
    const secret = randomUUID();
    stack = await startOfflineStack(secret);
    rows = new ConnectionRows(stack.databaseUrl, stack.tableName);
    const mint = minter(secret);
    target = {
      url: stack.url,
      token: mint({ sub: '123', name: 'Dev User' }),
      mint,
      unlimited: true,
      inside: { connects: () => stack.connects(), rowsOf: (userId) => rows.of(userId) },
      unauthorized: UNAUTHORIZED,
    };
  });
  afterAll(async () => {
    rows?.close();
    await stack?.close();
  });

  describe.each(Object.entries(SCENARIOS))('%s', (_, scenarios) => {
    it.each(
      scenarios.map((scenario) => {
        const deviation = DEVIATIONS[scenario.name];
        if (deviation === undefined) return [scenario.name, scenario] as const;
        const { does, shows: run } = deviation;
        return [`${scenario.name}: not here, ${does}`, { name: scenario.name, run }] as const;
      }),
    )('%s', (_name, scenario) => runScenario(scenario, target));
  });

  it('deviates in nothing but scenarios that there are', () => {
    const names = Object.values(SCENARIOS).flatMap((list) => list.map(({ name }) => name));
    expect(names).toEqual(expect.arrayContaining(Object.keys(DEVIATIONS)));
  });
});
