import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { InvokeCommand, LambdaClient, type InvokeCommandInput } from '@aws-sdk/client-lambda';
import { WebSocket } from 'ws';
import type { Service } from '../service.js';
import { startService } from '../start-service.js';

const file = join(import.meta.dirname, '..', 'fixtures', 'service', 'serverless.yml');
const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };

let service: Service;
let lambda: LambdaClient;
let onLog: (name: string, line: string) => void;

beforeAll(async () => {
  service = await startService({
    file,
    ...{ values: { 'ssm:/cups/key': 'x' }, references: { Topic: 'x' }, environment: {}, queues: 'consumed' },
    log: (name, text) => onLog(name, text),
  });
  lambda = new LambdaClient({ endpoint: service.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
});

beforeEach(() => {
  onLog = () => undefined;
});

afterAll(async () => {
  lambda.destroy();
  await service.close();
});

async function invoke(FunctionName: string, event: unknown = {}, more: Partial<InvokeCommandInput> = {}) {
  const { Payload, ...answer } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify(event), ...more }),
  );
  const text = Buffer.from(Payload ?? []).toString();
  return { ...answer, payload: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

describe('Lambda’s Invoke API, by AWS’s own SDK', () => {
  it.each([
    'echo',
    'cups-dev-echo',
    'cups-dev-echo:$LATEST',
    '123456789012:function:cups-dev-echo',
    'arn:aws:lambda:us-east-1:123456789012:function:cups-dev-echo',
  ])('runs an event in the function that is called %s', async (name) => {
    expect(await invoke(name, { a: 1 })).toMatchObject({
      ...{ StatusCode: 200, ExecutedVersion: '$LATEST', payload: { event: { a: 1 } } },
    });
  });

  it('says with a 200 that a handler threw, and what', async () => {
    expect(await invoke('echo', { fail: 'too many' })).toMatchObject({
      StatusCode: 200,
      FunctionError: 'Unhandled',
      payload: { errorType: 'RangeError', errorMessage: 'too many', trace: expect.any(Array) },
    });
  });

  it('responds with null for nothing, and takes no payload as an empty event', async () => {
    expect(await invoke('echo', { nothing: true })).toMatchObject({ payload: null });
    expect(await invoke('echo', {}, { Payload: '' })).toMatchObject({ payload: { event: {} } });
  });

  it('takes an event for which no caller waits, and runs it up to three times', async () => {
    const lines: string[] = [];
    const third = new Promise<void>((resolve) => {
      onLog = (name, line) => {
        if (line.startsWith('an event failed')) lines.push(`${name}: ${line.trimEnd()}`);
        if (lines.length === 3) resolve();
      };
    });
    const event = { InvocationType: 'Event' } as const;
    expect(await invoke('echo', { fail: 'x' }, event)).toMatchObject({ StatusCode: 202, payload: undefined });
    await third;
    expect(lines).toEqual([1, 2, 3].map((count) => `echo: an event failed (${count} of 3): x`));
  });

  it('looks whether a call would be taken, and runs nothing', async () => {
    onLog = (name) => {
      throw new Error(`${name} ran`);
    };
    expect(await invoke('echo', {}, { InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204 });
  });

  it.each<[string, string, Partial<InvokeCommandInput>]>([
    ['another', 'ResourceNotFoundException', {}],
    ['echo', 'InvalidRequestContentException', { Payload: '{"a":' }],
    ['echo', 'RequestTooLargeException', { Payload: JSON.stringify('x'.repeat(6 * 1_048_576)) }],
    [
      'echo',
      'RequestTooLargeException',
      { Payload: JSON.stringify('x'.repeat(1_048_576)), InvocationType: 'Event' },
    ],
  ])('refuses a call of %s as %s', async (name, error, more) => {
    await expect(invoke(name, {}, more)).rejects.toMatchObject({ name: error });
  });

  it('is for the key of this machine, and for programs: no page may call it, not even one of its own origin', async () => {
    const call = (headers: Readonly<Record<string, string>>, key = 'local') =>
      fetch(`${service.endpoint}/2015-03-31/functions/echo/invocations`, {
        method: 'POST',
        body: '{}',
        headers: { authorization: `Credential=${key}/20260101/us-east-1/lambda/aws4_request`, ...headers },
      }).then(({ status }) => status);
    expect(await call({})).toBe(200);
    for (const origin of [service.endpoint, 'http://localhost:5173', 'https://evil.example', 'null']) {
      expect(await call({ origin })).toBe(403);
    }
    expect(await call({ authorization: '' })).toBe(400);
    expect(await call({}, 'AKIAOTHER')).toBe(403);
  });

  it('lets a function call what its role names, and nothing else', async () => {
    const socket = new WebSocket(service.url, { headers: { Authorization: 'ada' } });
    await once(socket, 'open');
    const asked = async (name: string) => {
      const path = `/2015-03-31/functions/${name}/invocations`;
      socket.send(JSON.stringify({ aws: { service: 'lambda', operation: 'Invoke', path, body: { a: 1 } } }));
      const [answer] = (await once(socket, 'message')) as [Buffer];
      return JSON.parse(answer.toString()) as unknown;
    };
    expect(await asked('echo')).toMatchObject({ status: 200, event: { a: 1 } });
    expect(await asked('cup-worker')).toMatchObject({
      status: 403,
      message: expect.stringContaining('lambda:InvokeFunction on resource: arn:aws:lambda'),
    });
    socket.terminate();
  });
});
