import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalDatabase, type LocalDatabase } from '@serverless-ws/local-stack/local-database.js';
import { readDeployment } from '@serverless-ws/serverless-local';

import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { at, type Template } from '@serverless-ws/template/rules/template.js';
import { packagedFunction, type PackagedFunction } from '../locked/packaged-function.js';
import { packagedDev } from '../packaged-dev.js';
import { CALLS, opened, type Call } from './cases.js';
import { FaultyServer, type Fault } from '@serverless-ws/local-stack/faulty-server.js';

/** Of a function's timeout, which leaves the rest to the gateway, the network and the logs. */
const SHARE = 0.8;
/** Where events go. */
const TARGET = 'arn:aws:sqs:us-east-1:000000000000:company.fifo';

let template: Template;
let database: LocalDatabase;
const stop: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  template = { Resources: (await packagedDev.read()).resources };
  const file = join(workspaceRoot, 'serverless.yml');
  const { tables } = readDeployment(file, { stage: 'dev', environment: {}, managementUrl: '' });
  database = await startLocalDatabase(tables, undefined);
});

afterAll(async () => {
  for (const end of stop.splice(0)) await end();
  await database?.close();
});

/** A function whose store, queue, gateway and key server are all the same server. */
async function functionAt(name: string, { url }: FaultyServer): Promise<PackagedFunction> {
  const one = await packagedFunction(packagedDev.folder, template, name, {
    AWS_ENDPOINT_URL_DYNAMODB: url,
    CHAT_TABLE: 'ChatTable',
    ...(name === 'authorizer' && { JWT_SECRET: '', JWT_JWKS_URL: `${url}/keys.json` }),
    ...(name !== 'authorizer' && name !== 'connection' && { CHAT_CALLBACK_URL: `${url}/dev` }),
    ...(name === 'events' && {
      CHAT_EVENTS_TO: TARGET,
      CHAT_EVENTS_QUEUE_URL: `${url}/1/queue.fifo`,
      AWS_ENDPOINT_URL_SQS: url,
    }),
    ...(name.startsWith('broadcast') && {
      BROADCAST_QUEUE_URL: `${url}/1/queue.fifo`,
      AWS_ENDPOINT_URL_SQS: url,
    }),
  });
  stop.push(() => one.stop());
  return one;
}

/** What a function responds, with its frame as an object. */
async function responseOf(one: PackagedFunction, event: unknown): Promise<object> {
  try {
    const response = Object(await one.invoke(event));
    return 'body' in response ? { ...response, body: JSON.parse(response.body) } : response;
  } catch (error) {
    return { rejected: error instanceof Error ? error.message : '' };
  }
}

const timeoutOf = (name: string): number => {
  const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}LambdaFunction`;
  return Number(at(template.Resources[id]?.Properties, 'Timeout')) * 1_000;
};

it('calls every function of the template', () => {
  const functions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  expect(functions).toHaveLength(CALLS.length);
});

describe.each<Fault>(['silent', 'trickling', 'resetting', 'slow'])(
  'with everything around it %s',
  (fault) => {
    it('every function responds as designed, within 80 % of its timeout', async () => {
      const took = await Promise.all(CALLS.map((call) => measured(call, fault)));
      console.log(`${fault}: ${took.map(([name, ms]) => `${name} ${ms} ms`).join(', ')}`);
      for (const [name, ms] of took) expect(ms).toBeLessThan(SHARE * timeoutOf(name));
    });
  },
);

/** The milliseconds that a call took. */
async function measured({ name, event, designed }: Call, fault: Fault): Promise<readonly [string, number]> {
  const server = await FaultyServer.start(database.endpoint);
  stop.push(() => server.close());
  const connection = await functionAt('connection', server);
  expect(await responseOf(connection, opened)).toEqual({ statusCode: 200 });
  const one = name === 'connection' ? connection : await functionAt(name, server);
  // Loading is no part of an invocation's time.
  if (name !== 'authorizer') await responseOf(one, event);
  server.fault = fault;
  const start = performance.now();
  const response = await responseOf(one, event);
  const took = Math.round(performance.now() - start);
  // One that is only slow may be waited for.
  if (fault === 'slow') expect(JSON.stringify(response)).not.toContain('timed out');
  else expect({ name, response }).toMatchObject({ name, response: designed });
  return [name, took];
}
