import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mintToken } from '@serverless-ws/local-stack/token/mint-token.js';
import { packagedDev } from '../packaged-dev.js';
import { DEPLOYED } from './deployed-values.js';
import { packagedFunction, type PackagedFunction } from './packaged-function.js';
import type { Template } from '@serverless-ws/template/rules/template.js';

const OURS = DEPLOYED['WebsocketsApi'] ?? '';
const OTHER_API = 'other56789';
const token = mintToken(
  { sub: 'mallory', name: 'Mallory', roles: ['admin'], expiresIn: 3_600 },
  packagedDev.secret,
);

let template: Template;
let requests = 0;
/** In the place of the table and of API Gateway: it counts, and knows nothing. */
const store = createServer((_, response) => {
  requests += 1;
  response.writeHead(400, { 'Content-Type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: 'ValidationException', message: 'not here' }));
});

beforeAll(async () => {
  await once(store.listen(0, '127.0.0.1'), 'listening');
  const { resources } = await packagedDev.read();
  template = { Resources: resources };
});

afterAll(() => {
  store.closeAllConnections();
  store.close();
});

beforeEach(() => {
  requests = 0;
});

async function withFunction<Result>(
  name: string,
  use: (one: PackagedFunction) => Promise<Result>,
): Promise<Result> {
  const address = `http://127.0.0.1:${(store.address() as AddressInfo).port}`;
  const one = await packagedFunction(packagedDev.folder, template, name, {
    AWS_ENDPOINT_URL_DYNAMODB: address,
    CHAT_CALLBACK_URL: `${address}/dev`,
  });
  try {
    return await use(one);
  } finally {
    await one.stop();
  }
}

/** An event as API Gateway makes it of an API whose authorizer calls every client an admin. */
function forged(apiId: string, action: string): unknown {
  const eventType = action === '$connect' ? 'CONNECT' : 'MESSAGE';
  const identity = JSON.stringify({ userId: 'mallory', name: 'Mallory', roles: ['admin'], expiresAt: null });
  return {
    headers: {},
    requestContext: {
      ...{ apiId, stage: 'dev', routeKey: action, eventType },
      ...{ connectionId: 'conn-1=', requestId: 'r1', authorizer: { principalId: 'mallory', identity } },
    },
    ...(eventType === 'MESSAGE' && {
      body: JSON.stringify({ action, text: 'a secret', userId: 'ada', seq: 1, id: 'x' }),
    }),
  };
}

describe('a packaged function', () => {
  const routes = [
    ['connection', '$connect'],
    ['sendMessage', 'announce'],
    ['room', 'joinRoom'],
    ['presence', 'who'],
    ['moderation', 'ban'],
    ['messageChanges', 'editMessage'],
    ['default', 'ping'],
  ] as const;

  it.each(routes)(
    '%s refuses %s from another API, in one line of its log, and asks nothing',
    (name, action) =>
      withFunction(name, async (one) => {
        await expect(one.invoke(forged(OTHER_API, action))).resolves.toEqual({ statusCode: 403 });
        expect(requests).toBe(0);
        expect(one.lines.map((line): unknown => JSON.parse(line))).toEqual([
          expect.objectContaining({ level: 'WARN', message: 'refused', code: 'forbidden', apiId: OTHER_API }),
        ]);
        expect(one.lines.join()).not.toMatch(/a secret|mallory|conn-1/);
      }),
  );

  it.each(routes)('%s takes the same %s from its own API, and asks the table', (name, action) =>
    withFunction(name, async (one) => {
      await one.invoke(forged(OURS, action));
      expect(requests).toBeGreaterThan(0);
    }),
  );

  it('authorizer allows a token of a handshake with its own API, and denies it with another', () =>
    withFunction('authorizer', async (one) => {
      const handshake = (apiId: string) => ({
        type: 'REQUEST',
        methodArn: `arn:aws:execute-api:eu-central-1:111111111111:${apiId}/dev/$connect`,
        headers: { Authorization: token },
        requestContext: { apiId, connectionId: 'conn-1=', requestId: 'r1' },
      });
      const effect = (Effect: string) => ({ policyDocument: { Statement: [{ Effect }] } });
      await expect(one.invoke(handshake(OURS))).resolves.toMatchObject(effect('Allow'));
      const before = one.lines.length;
      await expect(one.invoke(handshake(OTHER_API))).resolves.toMatchObject(effect('Deny'));
      expect(one.lines).toHaveLength(before + 1);
      expect(one.lines.join()).not.toContain(token);
    }));
});
