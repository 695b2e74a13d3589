import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { cutOff, notRefused } from './hostile-requests.fixture.js';
import { startLocalStack, type LocalStack, type LocalStackOptions } from './start-local-stack.js';

const serverlessFile = join(import.meta.dirname, 'fixtures', 'serverless.yml');
const TABLE = 'echo-dev';

describe('a local stack', () => {
  const ends: (() => unknown)[] = [];

  async function started(options: LocalStackOptions = {}): Promise<LocalStack> {
    const stack = await startLocalStack({ serverlessFile, bundle: null, ...options });
    ends.push(() => stack.close());
    return stack;
  }

  function client(stack: LocalStack): WebSocket {
    const socket = new WebSocket(stack.url, { headers: { Authorization: stack.token({ sub: '123' }) } });
    socket.on('error', () => undefined);
    ends.push(() => socket.terminate());
    return socket;
  }

  async function answer(socket: WebSocket) {
    if (socket.readyState === WebSocket.CONNECTING) await once(socket, 'open');
    socket.send('{"action":"hello"}');
    const [frame] = (await once(socket, 'message')) as [Buffer];
    return JSON.parse(frame.toString()) as Record<'echo' | 'guard', Record<string, string>>;
  }

  function database(stack: LocalStack): DynamoDBClient {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
    const dynamo = new DynamoDBClient({ endpoint: stack.databaseUrl, region: 'us-east-1', credentials });
    ends.push(() => dynamo.destroy());
    return dynamo;
  }

  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  it('gives each function its own environment, as the file has it', async () => {
    const stack = await started();
    const { echo, guard } = await answer(client(stack));

    expect(stack.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/dev$/);
    expect(echo).toMatchObject({
      GREETING: 'hello',
      CHAT_TABLE: TABLE,
      CHAT_CALLBACK_URL: stack.managementUrl,
    });
    expect(echo).not.toHaveProperty('JWT_SECRET');
    expect(guard).toHaveProperty('JWT_SECRET');
    expect(guard).not.toHaveProperty('CHAT_TABLE');
  });

  it('leaves out what points at something that is not on this machine', async () => {
    const { echo } = await answer(client(await started()));

    expect(echo).not.toHaveProperty('CHAT_QUEUE_URL');
  });

  it('takes the parameters of its stage', async () => {
    const { echo } = await answer(client(await started({ stage: 'loud' })));

    expect(echo).toMatchObject({ GREETING: 'HELLO' });
  });

  it('feeds functions from its queues where it is asked to', async () => {
    let said: (line: string) => void = () => undefined;
    const log = new Promise<string>((resolve) => (said = resolve));
    const stack = await started({ queue: true, log: (name, text) => said(`${name} ${text}`) });
    const { echo } = await answer(client(stack));
    const { CHAT_QUEUE_URL: QueueUrl, AWS_ENDPOINT_URL_SQS: endpoint = '' } = echo;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
    const sqs = new SQSClient({ endpoint, region: 'us-east-1', credentials });
    ends.push(() => sqs.destroy());
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'wake up' }));

    expect(await log).toBe('worker wake up\n');
    expect([endpoint, (await started()).queueEndpoint]).toEqual([stack.queueEndpoint, undefined]);
  });

  it('has the table of the file', async () => {
    const dynamo = database(await started());

    expect(await dynamo.send(new DescribeTableCommand({ TableName: TABLE }))).toMatchObject({
      Table: { TableStatus: 'ACTIVE', KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }] },
    });
  });

  it('keeps its table in a folder from one run to the next', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'data-'));
    ends.push(() => rmSync(dataDir, { recursive: true }));
    const first = await startLocalStack({ serverlessFile, bundle: null, dataDir });
    await database(first).send(new PutItemCommand({ TableName: TABLE, Item: { PK: { S: 'kept' } } }));
    await first.close();

    const second = database(await started({ dataDir }));
    expect(await second.send(new ScanCommand({ TableName: TABLE }))).toMatchObject({
      Items: [{ PK: { S: 'kept' } }],
    });
  });

  it('deploys anew under clients that stay connected', async () => {
    const stack = await started();
    const socket = client(stack);
    await answer(socket);
    await stack.reload();

    expect(await answer(socket)).toMatchObject({ echo: { GREETING: 'hello' } });
  });

  it('refuses whom the authorizer refuses', async () => {
    const stack = await started();
    const socket = new WebSocket(stack.url);
    const [error] = (await once(socket, 'error')) as [Error];

    expect(error.message).toBe('Unexpected server response: 401');
  });

  it('refuses pages from elsewhere and what is no request, on each of its listeners, and stays up', async () => {
    const stack = await started({ queue: true });
    const socket = client(stack);
    for (const url of [stack.managementUrl, stack.databaseUrl, stack.queueEndpoint ?? '']) {
      expect([url, await notRefused(url)]).toEqual([url, []]);
      await cutOff(url);
    }

    expect(await answer(socket)).toMatchObject({ echo: { GREETING: 'hello' } });
  });

  it('lets in pages of this machine and of CHAT_ALLOWED_ORIGINS, and no other', async () => {
    const stack = await started({
      environment: { CHAT_ALLOWED_ORIGINS: 'https://a.example, https://b.example' },
    });
    const connect = (origin: string) => {
      const socket = new WebSocket(stack.url, {
        origin,
        headers: { Authorization: stack.token({ sub: '1' }) },
      });
      ends.push(() => socket.terminate());
      return once(socket, 'open');
    };
    for (const origin of ['http://127.0.0.1:3000', 'http://localhost:5173', 'https://b.example'])
      await connect(origin);

    await expect(connect('https://evil.example')).rejects.toThrow('403');
  });

  it('signs with a secret that no other run knows, unless it is given one', async () => {
    const [first, second] = [await started(), await started()];
    const { guard } = await answer(client(first));

    expect(guard).toMatchObject({ JWT_SECRET: first.secret });
    expect(first.secret).not.toBe(second.secret);
    expect((await started({ environment: { JWT_SECRET: 'SECRET' } })).secret).toBe('SECRET');
  });

  it('names a port that is taken', async () => {
    const other = createServer();
    ends.push(() => other.close());
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;

    await expect(started({ port })).rejects.toThrow(`port ${port} is taken; --port takes another`);
  });

  it('names a folder that cannot be used', async () => {
    const dataDir = join(import.meta.dirname, 'start-local-stack.spec.ts');

    await expect(started({ dataDir })).rejects.toThrow(`--data ${dataDir} cannot be used: it is no folder`);
  });

  it('names a folder that another stack has open', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'data-'));
    ends.push(() => rmSync(dataDir, { recursive: true }));
    await started({ dataDir });

    await expect(started({ dataDir })).rejects.toThrow(
      `--data ${dataDir} cannot be used: it is in use by another npm start`,
    );
  });

  it('keeps what runs when the next deployment does not start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'service-'));
    ends.push(() => rmSync(folder, { recursive: true }));
    cpSync(join(import.meta.dirname, 'fixtures'), folder, { recursive: true });
    const stack = await started({ serverlessFile: join(folder, 'serverless.yml') });
    const socket = client(stack);
    await answer(socket);
    writeFileSync(join(folder, 'handlers.mjs'), 'throw new Error("CHAT_TABLE is wrong")');

    await expect(stack.reload()).rejects.toThrow(/does not start: CHAT_TABLE is wrong/);
    expect(await answer(socket)).toMatchObject({ echo: { GREETING: 'hello' } });
  });

  it('names the function that does not start, and what it says', async () => {
    await expect(started({ environment: { JWT_ISSUER: 'broken' } })).rejects.toThrow(
      'echo does not start: JWT_ISSUER is broken',
    );
  });

  it('names a setting that nothing reads', async () => {
    await expect(started({ environment: { JWT_ISSUR: 'typo' } })).rejects.toThrow(
      'JWT_ISSUR is not a setting that serverless.yml reads',
    );
  });

  it('demands a secret of its own in prod', async () => {
    await expect(started({ stage: 'prod' })).rejects.toThrow(
      'serverless.yml: functions.guard.environment.JWT_SECRET: ${env:JWT_SECRET} has no value',
    );
  });
});
