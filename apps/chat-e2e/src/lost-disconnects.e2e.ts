import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentClient, DynamoConnectionRepository, SdkTableClient } from '@serverless-ws/chat-dynamo';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { Refused } from '@serverless-ws/scenarios/chat-socket.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { Visit } from '@serverless-ws/scenarios/scenario.js';

const HOUR = 3_600_000;
const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };

let stack: LocalStack;
let visit: Visit;
let dynamo: ReturnType<typeof documentClient>;
let connections: DynamoConnectionRepository;
/** Calls that a role did not allow. */
const denied: string[] = [];

beforeAll(async () => {
  stack = await startLocalStack({
    coldStart: true,
    environment: { CHAT_CONNECTIONS_PER_USER: '2' },
    onDenied: (name, { action }) => denied.push(`${name} ${action}`),
    gateway: {
      faults: (operation) =>
        operation.kind === 'invoke' && operation.target === '$disconnect' ? { outcome: 'drop' } : undefined,
    },
  });
  const mint = minter(stack.secret);
  visit = new Visit({ url: stack.url, token: stack.token({ sub: 'eve' }), mint });
  dynamo = documentClient({ endpoint: stack.databaseUrl, region: 'us-east-1', credentials });
  const table = stack.deployment.tables[0]?.TableName ?? '';
  connections = new DynamoConnectionRepository({ client: new SdkTableClient(dynamo), table, clock: Date });
});

afterAll(async () => {
  visit.end();
  dynamo.destroy();
  await stack.close();
});

/** Two connections of a new user that break without a word, an hour after they were opened. */
async function lostTwice(): Promise<string> {
  const sub = visit.unique();
  for (const socket of [await visit.connect(visit.mint({ sub })), await visit.connect(visit.mint({ sub }))]) {
    const ended = socket.closed();
    socket.kill();
    await ended;
  }
  for (const id of await connections.connectionsOf(sub)) {
    const connection = await connections.find(id);
    assert.ok(connection !== null);
    await connections.add({ ...connection, connectedAt: Date.now() - HOUR });
  }
  expect(await connections.connectionsOf(sub)).toHaveLength(2);
  return sub;
}

describe('a user whose $disconnect was lost as often as one may connect', () => {
  it('gets in, and holds no more connections than others', async () => {
    const sub = await lostTwice();
    await visit.connect(visit.mint({ sub }));
    expect(await connections.connectionsOf(sub)).toHaveLength(1);
    await visit.connect(visit.mint({ sub }));
    const third = visit.connect(visit.mint({ sub }));
    await assert.rejects(third, (error) => error instanceof Refused && error.status === 429);
    expect(denied).toEqual([]);
  });

  it('leaves no row once another user has spoken in the lobby', async () => {
    const sub = await lostTwice();
    const ids = await connections.connectionsOf(sub);
    const other = await visit.connect(visit.mint());
    expect(await other.ask({ action: 'sendMessage', text: 'hi' })).toMatchObject({ type: 'ack' });
    expect(await connections.connectionsOf(sub)).toEqual([]);
    for (const id of ids) expect(await connections.find(id)).toBeNull();
    expect(denied).toEqual([]);
  });
});
