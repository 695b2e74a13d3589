import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConnectionRows } from '@serverless-ws/scenarios/connection-rows.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { runScenario, type ChatTarget, type Scenario } from '@serverless-ws/scenarios/scenario.js';
import { SCENARIOS } from '@serverless-ws/scenarios/scenarios/all.js';
import { DEVIATIONS, UNAUTHORIZED } from './deviations.js';
import { startOfflineStack, type OfflineStack } from './offline-stack.js';

/**
 * Hostile frames of which a gateway itself might make something else: by what they are made of, not by what they ask.
 * The functions are asked all others behind the gateway of the local stack, too; here the slow run asks them.
 */
const TELLS_GATEWAYS_APART = /^(?:unicode|oversize) by admin,|^frames that no library would write/;
const isAsked = (subject: string, { name }: Scenario) =>
  subject !== 'hostile frames' || process.env['PARITY'] === 'full' || TELLS_GATEWAYS_APART.test(name);

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

  describe.each(Object.entries(SCENARIOS))('%s', (subject, scenarios) => {
    const asked = scenarios.filter((scenario) => isAsked(subject, scenario));

    it.each(
      asked.map((scenario) => {
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
