import { CreateQueueCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { runTool } from '@serverless-ws/command-line/run-tool.js';
import { startFakeAws, type FakeAccount, type FakeAws } from '@serverless-ws/dev/doctor/fixtures/fake-aws.js';
import { startBackupServer, type BackupServer } from '@serverless-ws/dev/restore/fixtures/backup-server.js';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
/** Where a company takes events. */
const TARGET = 'arn:aws:sqs:us-east-1:000000000000:company.fifo';
let stack: LocalStack;
let tableServer: BackupServer;
let aws: FakeAws;
let healthy: FakeAccount;

beforeAll(async () => {
  const CHAT_ALLOWED_ORIGINS = 'https://chat.example.com';
  stack = await startLocalStack({ coldStart: true, queue: true, environment: { CHAT_ALLOWED_ORIGINS } });
  tableServer = await startBackupServer(stack.databaseUrl);
  healthy = await account();
  aws = await startFakeAws(healthy);
});

beforeEach(() => {
  aws.account = healthy;
});

afterAll(async () => {
  aws.close();
  await tableServer.close();
  await stack.close();
});

/** The local stack as a deployed one is read. */
async function account(): Promise<FakeAccount> {
  const sqs = new SQSClient({ endpoint: stack.queueEndpoint ?? '', region: 'us-east-1', credentials });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  sqs.destroy();
  // The engine calls itself by a name that no machine can resolve.
  const queues = QueueUrls.map((url) => {
    const { pathname } = new URL(url);
    return [pathname.replace(/^.*\/|\.fifo$/g, ''), `${stack.queueEndpoint}${pathname}`];
  });
  const names = ['Authorizer', 'SendMessage', 'Broadcast', 'BroadcastBusy', 'Events'];
  const functions = names.map((name) => [`${name}LambdaFunction`, name] as const);
  const strict = { JWT_REQUIRE_STRONG_SECRET: 'true', JWT_REQUIRE_EXP: 'true' };
  const origins = { CHAT_ALLOWED_ORIGINS: 'https://chat.example.com' };
  return {
    stackStatus: 'UPDATE_COMPLETE',
    outputs: { ServiceEndpointWebsocket: stack.url },
    resources: {
      WebsocketsApi: 'abc',
      EventsRole: 'events-role',
      ...Object.fromEntries([...queues, ...functions]),
    },
    environments: {
      Authorizer: { JWT_SECRET: stack.secret, ...strict, ...origins },
      SendMessage: {
        CHAT_CALLBACK_URL: stack.managementUrl,
        CHAT_TABLE: stack.deployment.tables[0]?.TableName ?? '',
        BROADCAST_QUEUE_URL: 'https://sqs.example/broadcast.fifo',
      },
      Broadcast: { CHAT_POSTS_PER_SECOND: '2000' },
      BroadcastBusy: { CHAT_POSTS_PER_SECOND: '1000' },
    },
    fed: ['Broadcast'],
    ...{ requestsPerSecond: 10_000, concurrency: 1_000 },
  };
}

const local = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local-secret' };

function doctor(...flags: readonly string[]) {
  return runTool('dev/src/doctor/cli.ts', flags, {
    ...local,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: tableServer.endpoint,
    AWS_ENDPOINT_URL_SQS: stack.queueEndpoint ?? '',
    AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: stack.managementUrl,
  });
}

/** What a run says, each line as its level and what it is about. */
const heads = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/).slice(0, 2).join(' '));

describe('npm run doctor', () => {
  it('says of a local stack that all is well, and sends a message through it', async () => {
    const place = ['--url', stack.url, '--callback', stack.managementUrl, '--endpoint', tableServer.endpoint];
    const table = ['--table', stack.deployment.tables[0]?.TableName ?? ''];
    const token = stack.token({ sub: 'doctor', name: 'Doctor' });
    const queues = ['--queues', stack.queueEndpoint ?? ''];
    const { code, stdout } = await doctor(...place, ...table, ...queues, '--token', token);
    expect(heads(stdout)).toEqual([
      'ok key',
      'ok origins',
      'ok callback',
      'ok table',
      ...['ok queue', 'ok queue', 'ok queue', 'ok queue', 'ok queue', 'ok queue'],
      'ok quotas',
      'ok message',
    ]);
    expect(code).toBe(0);
  });

  it('reads a stack on AWS by its outputs, functions, table, queues and quotas', async () => {
    const { code, stdout } = await doctor('--stage', 'prod');
    expect(stdout).toContain('ok       quotas    frames and workers take 10000 of 10000 requests a second');
    // The stage dev: any call may delete its table.
    expect(heads(stdout).filter((head) => !head.startsWith('ok '))).toEqual(['warning table']);
    expect(code).toBe(0);
  });

  it('says what is wrong with it, and what to do, and ends with 1', async () => {
    const { environments } = healthy;
    aws.account = {
      ...healthy,
      fed: [],
      requestsPerSecond: 2_500,
      environments: {
        ...environments,
        Authorizer: { ...environments['Authorizer'], JWT_SECRET: '' },
        SendMessage: { ...environments['SendMessage'], CHAT_CALLBACK_URL: 'https://other.example/dev' },
      },
      concurrency: 10,
    };
    const { code, stdout, stderr } = await doctor('--stage', 'prod');
    const said = stdout.split('\n').filter((line) => !line.startsWith('ok'));
    expect(said.map((line) => line.slice(0, 60).trimEnd())).toEqual([
      'failed   key       the authorizer has no key: set JWT_JWKS_U',
      'failed   callback  functions post to https://other.example/d',
      'warning  table     any call may delete it: for trials only;',
      'failed   queue     BroadcastQueue is fed by senders, and no',
      'warning  quotas    10 functions may run at the same time, 10',
      '',
    ]);
    expect(stderr).toMatch(/doctor: 3 of \d+ failed\n$/);
    expect(code).toBe(1);
  });

  it('says where events go, and that they go to what is not there', async () => {
    const { environments } = healthy;
    const SendMessage = {
      ...environments['SendMessage'],
      CHAT_EVENTS_QUEUE_URL: 'https://sqs.example/events',
    };
    aws.account = {
      ...{ ...healthy, fed: ['Broadcast', 'Events'] },
      environments: { ...environments, SendMessage, Events: { CHAT_EVENTS_TO: TARGET } },
    };
    const before = await doctor('--stage', 'prod');
    expect(before.stdout).toContain(`failed   events    go to ${TARGET}, which is not there: make it`);
    expect(before.code).toBe(1);
    const sqs = new SQSClient({ endpoint: stack.queueEndpoint ?? '', region: 'us-east-1', credentials });
    const Attributes = { FifoQueue: 'true' };
    await sqs.send(new CreateQueueCommand({ QueueName: 'company.fifo', Attributes }));
    sqs.destroy();
    const { code, stdout } = await doctor('--stage', 'prod');
    expect(stdout).toContain('ok       events    go to the queue company.fifo, in the order of each room');
    expect(stdout).toContain('ok       queue     EventsQueue: 0 notifications wait');
    expect(code).toBe(0);
  });

  it.each([
    ['is being changed', { stackStatus: 'UPDATE_IN_PROGRESS' }, 'is UPDATE_IN_PROGRESS: wait'],
    ['lacks a part', { resources: {} }, 'the stack has no AuthorizerLambdaFunction: deploy it again'],
  ])('ends with one line where the stack %s', async (_, change, line) => {
    aws.account = { ...healthy, ...change };
    const { code, stdout, stderr } = await doctor('--stage', 'prod');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(line);
  });
});
