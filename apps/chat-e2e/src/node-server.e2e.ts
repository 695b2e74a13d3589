// The same suite that the Lambda functions pass, on the same use cases in one Node process.
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { ChatSettings } from '@serverless-ws/chat-domain';
import { inMemoryStores, intercept } from '@serverless-ws/chat-domain/in-memory';
import { JwtTokenVerifier } from '@serverless-ws/chat-jwt';
import { startChatServer } from '@serverless-ws/example-node-server';
import { minter, type LocalTarget } from '@serverless-ws/scenarios/local-target.js';
import { runScenario, type Scenario } from '@serverless-ws/scenarios/scenario.js';
import { SCENARIOS } from '@serverless-ws/scenarios/scenarios/all.js';
import { roleMatrix } from '@serverless-ws/scenarios/scenarios/role-matrix.js';

const secret = 'a secret of at least thirty-two bytes';
const clock = { now: () => Date.now() };
const logger = { debug() {}, info() {}, warn() {}, error: console.error };

async function startNodeTarget(settings: ChatSettings): Promise<LocalTarget> {
  let connects = 0;
  const { connections } = inMemoryStores(clock);
  const counted = intercept(connections, ({ method, proceed }) => {
    if (method === 'add') connects += 1;
    return proceed();
  });
  const verifier = new JwtTokenVerifier({ secret }, { clock, logger });
  const { url, close } = await startChatServer(verifier, settings, { connections: counted, logger });
  const mint = minter(secret);
  return {
    url,
    close,
    secret,
    mint,
    token: mint({ sub: '123', name: 'Dev User' }),
    inside: {
      connects: () => connects,
      rowsOf: async (userId) => (await connections.connectionsOf(userId)).length,
    },
  };
}

describe.each<[string, ChatSettings, Readonly<Record<string, readonly Scenario[]>>]>([
  ['', {}, SCENARIOS],
  [' with flood control', { flood: { messages: 5, window: 60_000, hardLimit: 40 } }, { roles: roleMatrix }],
])('the chat on a Node server%s', (_, settings, suite) => {
  let target: LocalTarget;

  beforeAll(async () => {
    target = await startNodeTarget(settings);
  });
  afterAll(() => target.close());

  describe.each(Object.entries(suite))('%s', (_subject, scenarios) => {
    it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) =>
      runScenario(scenario, target),
    );
  });
});
