import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
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
      requests.push(String(request.headers['x-amz-target']).split('.').at(-1) ?? '');
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

describe('a service that cannot run', () => {
  let folder: string;
  const code = async (yaml: string | null, options: Partial<ServiceOptions> = {}) => {
    folder = mkdtempSync(join(tmpdir(), 'service-'));
    const path = join(folder, 'cups.yml');
    if (yaml !== null) writeFileSync(path, yaml);
    writeFileSync(join(folder, 'typed.ts'), '');
    writeFileSync(join(folder, 'there.mjs'), 'export const handler = 1;');
    writeFileSync(join(folder, 'throws.mjs'), 'throw new Error("no table");');
    const failed: unknown = await startService({
      file: path,
      environment: { KEY: 'hush' },
      ...options,
    }).catch((error: unknown) => error);
    rmSync(folder, { recursive: true });
    const { code, message } = failed as { code: string; message: string };
    expect(message).not.toMatch(/hush|\n/);
    return `${code} ${message.replaceAll(folder, '')}`;
  };
  const one = (handler: string) => `functions: { pour: { handler: ${handler} } }`;

  it.each([
    [null, 'file_missing /cups.yml cannot be read'],
    ['key: "hush" "hush"', /^invalid_yaml \/cups\.yml: no YAML at line 1, column \d+: \w+$/],
    ['functions: ${file(other.yml)}', 'file_missing /other.yml cannot be read'],
    [
      'functions: { pour: { handler: "${ssm:x}" } }',
      /^unknown_variable cups\.yml: functions\.pour\.handler: /,
    ],
    [
      'functions: { pour: { handler: "${env:KEY}" } }',
      'invalid_setting cups.yml: functions.pour.handler: "${env:KEY}" is not file.export',
    ],
    [
      one('a.b, environment: { X: !ImportValue y }'),
      /^unknown_intrinsic cups\.yml: functions\.pour\.environment\.X: /,
    ],
    [
      one('a.b, environment: { X: }'),
      'missing_value cups.yml: functions.pour.environment.X: it has no value',
    ],
    [
      one('away.handler'),
      /^handler_file_missing cups\.yml: functions\.pour\.handler: there is no \/away with the ending /,
    ],
    [
      one('typed.handler'),
      /^handler_file_missing cups\.yml: functions\.pour\.handler: \/typed is TypeScript/,
    ],
    [
      one('there.handler'),
      /^handler_export_missing cups\.yml: functions\.pour\.handler: the bundle exports no function/,
    ],
    [one('throws.handler'), 'function_not_started pour does not start: no table'],
    [
      one('a.b, events: [{ websocket: { route: $connect, authorizer: guard } }]'),
      /^unknown_function cups\.yml: functions: the authorizer of \$connect: /,
    ],
  ])('says why by a code and in one line, without a secret: %s', async (yaml, line) => {
    expect(await code(yaml)).toEqual(line instanceof RegExp ? expect.stringMatching(line) : line);
  });

  it('says which port is taken', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;

    expect(await code('service: cups', { port })).toBe(`port_unavailable port ${port} is taken`);
    other.close();
  });

  it('says that its database cannot be reached', async () => {
    const yaml = 'resources: { Resources: { T: { Type: "AWS::DynamoDB::Table" } } }';

    expect(await code(yaml, { endpoints: { dynamodb: 'http://127.0.0.1:1' } })).toMatch(
      /^engine_refused the table T cannot be made: http:\/\/127\.0\.0\.1:1: /,
    );
  });
});
