import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import type { ServiceOptions } from './service-options.js';
import type { Service } from './service.js';
import { startService } from './start-service.js';

const fixture = join(import.meta.dirname, 'fixtures', 'service');
const file = join(fixture, 'serverless.yml');
const values = { 'ssm:/cups/key': 'from elsewhere' };
const references = { Topic: 'a topic' };

describe('a service', () => {
  const ends: (() => unknown)[] = [];
  const lines: string[] = [];

  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
    lines.length = 0;
  });

  async function started(options: Partial<ServiceOptions> = {}): Promise<Service> {
    const log = (name: string, text: string) => void lines.push(`${name}: ${text}`);
    const service = await startService({ file, values, references, environment: {}, log, ...options });
    ends.push(() => service.close());
    return service;
  }

  /** A frame and the answer to it. */
  async function asked(service: Service, frame: object): Promise<Record<string, unknown>> {
    const socket = new WebSocket(service.url, { headers: { Authorization: 'ada' } });
    ends.push(() => socket.terminate());
    await once(socket, 'open');
    socket.send(JSON.stringify(frame));
    const [answer] = (await once(socket, 'message')) as [Buffer];
    return answer.toString() === 'posted'
      ? { posted: true }
      : (JSON.parse(answer.toString()) as Record<string, unknown>);
  }

  /** A DynamoDB that says yes to everything, and what it was asked. */
  async function database() {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(`${String(request.headers['x-amz-target']).split('.').at(-1)}${request.url?.slice(1)}`);
      request.resume().once('end', () => response.end('{"Item":{}}'));
    });
    ends.push(() => server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return { requests, dynamodb: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  it('gives its functions what the file says, from all of its files', async () => {
    const service = await started({ stage: 'blue', params: { greeting: 'hi' } });

    expect(service.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/blue$/);
    expect(await asked(service, {})).toMatchObject({
      GREETING: 'hi',
      TABLE: 'cups-blue',
      TABLE_ARN: 'arn:aws:dynamodb:us-east-1:123456789012:table/cups-blue',
      QUEUE: `${service.endpoint}/000000000000/Jobs`,
      TOPIC: 'a topic',
      KEY: 'from elsewhere',
      WORKER: 'arn:aws:lambda:us-east-1:123456789012:function:cup-worker',
      CALLBACK: service.managementUrl,
      AWS_ENDPOINT_URL: service.endpoint,
      AWS_LAMBDA_FUNCTION_NAME: 'cups-blue-ask',
      _HANDLER: 'handlers.ask',
      TZ: ':UTC',
    });
  });

  it('refuses clients as its authorizer does, which calls back', async () => {
    const socket = new WebSocket((await started()).url);
    const [error] = (await once(socket, 'error')) as [Error];

    expect(error.message).toBe('Unexpected server response: 401');
  });

  it('answers no page from elsewhere, on none of its listeners', async () => {
    const { requests, dynamodb } = await database();
    const allowed = ['https://app.example'];
    const service = await started({ endpoints: { dynamodb }, gateway: { allowedOrigins: allowed } });
    const status = (url: string, headers: Readonly<Record<string, string>>) =>
      new Promise((resolve, reject) => {
        const sent = httpRequest(url, { method: 'POST', headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.once('error', reject).end('{}');
      });
    const dynamo = {
      'X-Amz-Target': 'DynamoDB_20120810.Scan',
      Authorization: 'Credential=local/1/a/dynamodb/aws4_request',
    };
    const queue = {
      ...dynamo,
      'X-Amz-Target': 'AmazonSQS.ListQueues',
      Authorization: dynamo.Authorization.replace('dynamodb', 'sqs'),
    };

    for (const url of [service.endpoint, service.managementUrl]) {
      for (const signed of [dynamo, queue]) {
        expect(await status(url, { ...signed, Origin: 'http://localhost:5173' })).toBe(403);
        expect(await status(url, { ...signed, Host: 'evil.example' })).toBe(403);
      }
    }
    expect(await status(service.endpoint, dynamo)).toBe(200);
    expect(requests).toEqual(['CreateTable', 'Scan']);
    const page = (origin: string) =>
      once(new WebSocket(service.url, { headers: { Authorization: 'ada' }, origin }), 'open');
    await expect(page('https://evil.example')).rejects.toThrow('403');
    await page('https://app.example');
  });

  it('makes its tables, and hands on what a role allows', async () => {
    const { requests, dynamodb } = await database();
    const service = await started({ endpoints: { dynamodb } });
    const aws = { service: 'dynamodb', operation: 'GetItem', body: { TableName: 'cups-dev' } };

    expect(await asked(service, { aws })).toEqual({ status: 200, Item: {} });
    expect(requests).toEqual(['CreateTable', 'GetItem']);
  });

  it.each([
    ['dynamodb', 'Scan', { TableName: 'cups-dev' }, 400, 'com.amazon.coral.service#AccessDeniedException'],
    ['dynamodb', 'GetItem', { TableName: 'pots-dev' }, 400, 'com.amazon.coral.service#AccessDeniedException'],
    ['sqs', 'SendMessage', { QueueUrl: 'x/Secrets' }, 403, 'com.amazon.coral.service#AccessDeniedException'],
    ['sns', 'Publish', {}, 400, 'AccessDeniedException'],
    ['s3', 'GetObject', {}, 400, 'ServiceNotOnThisMachine'],
  ])('denies what a role does not allow: %s:%s of %j', async (service, operation, body, status, type) => {
    const { requests, dynamodb } = await database();
    const denied: string[] = [];
    const onDenied: ServiceOptions['onDenied'] = (name, { action }) => void denied.push(`${name} ${action}`);
    const running = await started({ endpoints: { dynamodb }, onDenied });
    const answer = await asked(running, { aws: { service, operation, body } });

    expect(answer).toMatchObject({ status, __type: type });
    expect(requests).toEqual(['CreateTable']);
    const expected = type === 'ServiceNotOnThisMachine' ? [] : [`ask ${service}:${operation}`];
    expect(denied).toEqual(expected);
    expect(lines.filter((line) => line.startsWith('ask: denied: its role lacks'))).toHaveLength(
      expected.length,
    );
  });

  it('lets a test put something between one function and an engine', async () => {
    const { requests, dynamodb } = await database();
    const engineAddress = (name: string, service: string, at: string) => `${at}/${service}/of/${name}`;
    const service = await started({ endpoints: { dynamodb }, engineAddress });
    const aws = { service: 'dynamodb', operation: 'GetItem', body: { TableName: 'cups-dev' } };

    expect(await asked(service, { aws })).toMatchObject({ status: 200 });
    expect(requests).toEqual(['CreateTable', 'GetItemdynamodb/of/ask/']);
  });

  it('hands on everything where roles are not enforced', async () => {
    const { dynamodb } = await database();
    const service = await started({ endpoints: { dynamodb }, permissions: 'off' });
    const aws = { service: 'dynamodb', operation: 'Scan', body: { TableName: 'cups-dev' } };

    expect(await asked(service, { aws })).toMatchObject({ status: 200 });
  });

  it('lets a function post to a connection, and not delete it, as its role says', async () => {
    const service = await started();

    expect(await asked(service, { connections: 'postToConnection' })).toEqual({ posted: true });
    expect(await asked(service, { connections: 'deleteConnection' })).toEqual({
      status: 403,
      name: 'AccessDeniedException',
    });
  });

  it('feeds a function from its queue', async () => {
    let told = () => {};
    const heard = new Promise<void>((resolve) => (told = resolve));
    const log = (name: string, text: string) => {
      lines.push(`${name}: ${text}`);
      if (name === 'worker') told();
    };
    const service = await started({ log });
    const { QUEUE: QueueUrl } = await asked(service, {});
    const aws = { service: 'sqs', operation: 'SendMessage', body: { QueueUrl, MessageBody: 'pour' } };
    expect(await asked(service, { aws })).toMatchObject({ status: 200 });
    await heard;

    expect(lines).toEqual(['worker: cup-worker pour\n']);
  });

  it('answers for a function that takes too long, and goes on', async () => {
    const service = await started();

    expect(await asked(service, { action: 'hang' })).toMatchObject({ message: 'Internal server error' });
    expect(await asked(service, {})).toHaveProperty('GREETING');
  });

  it('deploys anew what has changed, under clients that stay connected', async () => {
    const folder = mkdtempSync(join(import.meta.dirname, 'fixtures', 'copy-'));
    ends.push(() => rmSync(folder, { recursive: true }));
    cpSync(fixture, folder, { recursive: true });
    const service = await started({ file: join(folder, 'serverless.yml') });
    writeFileSync(join(folder, 'parts/custom.yml'), "names: { table: 'mugs' }");
    await service.reload();

    expect(await asked(service, {})).toMatchObject({ TABLE: 'mugs' });
  });
});
