import type { FaultHook } from '@serverless-ws/apigw-emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Refused } from '@serverless-ws/scenarios/chat-socket.js';
import { armsFor, HOSTILE_HANDSHAKES } from './hostile-handshakes.js';
import { startLocalTarget, type LocalTarget } from '@serverless-ws/scenarios/local-target.js';
import { Visit } from '@serverless-ws/scenarios/scenario.js';

/** What the gateway has invoked, but the authorizer. */
const invoked: string[] = [];
const eavesdrop: FaultHook = (operation) => {
  if (operation.kind === 'invoke' && operation.target !== 'authorizer') invoked.push(operation.target);
  return undefined;
};

let target: LocalTarget;
let visit: Visit;

beforeAll(async () => {
  target = await startLocalTarget({ gateway: { faults: eavesdrop } });
  visit = new Visit(target);
});

afterAll(async () => {
  visit.end();
  await target.close();
});

afterEach(() => {
  invoked.length = 0;
});

describe('a hostile handshake', () => {
  it.each(HOSTILE_HANDSHAKES)('with %s is refused, and reaches no handler', async (_, attack) => {
    const attempt = visit.open(attack(armsFor(target.token, target.secret)));
    const outcome = await attempt.then(
      () => 'let in',
      (error: unknown) => (error instanceof Refused ? error.status : error),
    );
    expect(outcome).toBe(401);
    expect(invoked).toEqual([]);
  });

  it('is distinguished from an honest one with the same token', async () => {
    await (await visit.connect(target.token)).alive();
    expect(invoked).toEqual(['$connect', 'ping']);
  });
});
