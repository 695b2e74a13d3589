import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { bundle } from './bundle.mjs';

let outdir: string;
/** The store and the gateway of the functions, in one: it has nothing, and takes everything. */
let aws: Server;
let address: string;
let calls: string[];
/** Answers with an error from the store that are still to come. */
let failures: number;
/** What the store answers to a Query. */
let items: readonly object[];

beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'late-'));
  await bundle({ outdir });
});

afterAll(() => rm(outdir, { recursive: true }));

beforeEach(async () => {
  [calls, failures, items] = [[], 0, []];
  aws = createServer((request, response) => {
    void text(request).then((body) => {
      const operation = request.headers['x-amz-target'];
      const type =
        request.method === 'POST' && operation === undefined ? ` ${String(JSON.parse(body).type)}` : '';
      const isQuery = String(operation).endsWith('Query');
      calls.push(String(operation ?? request.method).replace(/^.*\./, '') + type);
      const fails = operation !== undefined && failures > 0;
      if (fails) failures -= 1;
      response.writeHead(fails ? 500 : 200).end(JSON.stringify(isQuery ? { Items: items } : {}));
    });
  });
  await once(aws.listen(0, '127.0.0.1'), 'listening');
  const bound = aws.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? String(bound?.port) : ''}`;
});

afterEach(async () => {
  aws.closeAllConnections();
  await once(aws.close(), 'close');
});

/**
 * What a function writes, line by line, until it has answered.
 * @param last - an expression in the function's process, written as the last line; by default what it has answered
 */
async function call(
  name: string,
  event: object,
  settings = {},
  last = 'outcome',
): Promise<readonly unknown[]> {
  const url = pathToFileURL(join(outdir, `${name}.mjs`)).href;
  // What is written after the answer is lost, as on Lambda.
  const program = `
    const { handler } = await import('${url}');
    const end = (outcome) => process.stdout.write(JSON.stringify(${last}), () => process.exit());
    handler(${JSON.stringify(event)}).then((answer) => end({ answer }), ({ message }) => end({ message }));
  `;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], {
    env: {
      ...{ AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
      ...{ JWT_SECRET: 'x'.repeat(32), CHAT_TABLE: 'chat', CHAT_CALLBACK_URL: `${address}/dev` },
      CHAT_API_ID: 'abcdef1234',
      AWS_ENDPOINT_URL_DYNAMODB: address,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = await text(child.stdout);
  return output.split('\n').map((line): unknown => JSON.parse(line));
}

function event(eventType: string, expiresAt: number | null, frame?: object): object {
  const identity = JSON.stringify({ userId: 'ada', name: 'Ada', roles: [], expiresAt });
  return {
    requestContext: {
      apiId: 'abcdef1234',
      eventType,
      connectionId: 'c=',
      requestId: 'r',
      authorizer: { identity },
    },
    headers: {},
    ...(frame !== undefined && { body: JSON.stringify(frame) }),
  };
}

/** The row of a user's connection in the lobby. */
function member(id: string, user: string): object {
  const expiresAt = String(Date.now() + 3_600_000);
  return {
    ...{ PK: { S: 'R#lobby#0' }, SK: { S: id }, c: { N: '1' }, x: { N: expiresAt } },
    ...{ u: { S: user }, n: { S: user } },
  };
}

describe('what a function loads late', () => {
  it.each([
    ['default', { action: 'ping' }],
    ['room', { action: 'joinRoom', room: 'tea' }],
  ])('lets %s disconnect a user, and log it before it answers', async (name, frame) => {
    const lines = await call(name, event('MESSAGE', 1, frame));
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'token expired',
        connectionId: 'c=',
        requestId: 'r',
      }),
      { answer: { statusCode: 200 } },
    ]);
    expect(calls.slice(0, 2)).toEqual(['POST bye', 'DELETE']);
  });

  it('lets $connect ask whether the connections of a user exist, before one too many is refused', async () => {
    const expiresAt = String(Date.now() + 3_600_000);
    items = [{ PK: { S: 'U#ada' }, SK: { S: 'old=' }, c: { N: '1' }, x: { N: expiresAt } }];
    const lines = await call('connection', event('CONNECT', null), { CHAT_CONNECTIONS_PER_USER: '1' });
    expect(lines).toEqual([
      expect.objectContaining({ level: 'INFO', message: 'refused', code: 'too_many_connections' }),
      { answer: { statusCode: 429 } },
    ]);
    expect(calls.at(-1)).toBe('GET');
  });

  it('lets $connect tell the members of the lobby who has come, where hints are on', async () => {
    items = [member('b=', 'bob'), member('c=', 'ada')];
    const told = async (hints: string) => {
      calls.length = 0;
      await call('connection', event('CONNECT', null), { CHAT_PRESENCE_HINTS: hints });
      return calls.filter((one) => one.startsWith('POST'));
    };
    expect(await told('50')).toEqual(['POST presence']);
    expect(await told('0')).toEqual([]);
  });

  it('lets the authorizer log why it refuses', async () => {
    expect(
      await call('authorizer', { type: 'REQUEST', methodArn: 'arn', ...event('CONNECT', null) }),
    ).toEqual([
      expect.objectContaining({ level: 'INFO', message: 'refused', code: 'unauthorized', requestId: 'r' }),
      { message: 'Unauthorized' },
    ]);
  });

  it.each([
    ['connection', event('CONNECT', null), 'connected'],
    ['send-message', event('MESSAGE', null, { action: 'sendMessage', text: 'hello' }), 'sent'],
  ])(
    'lets %s write by Powertools where a setting asks for it, before it answers',
    async (name, first, line) => {
      const messages = async (settings: object) =>
        (await call(name, first, settings)).filter((one) => Object(one).message === line);
      const expected = { level: 'INFO', requestId: 'r', service: 'serverless-ws-chat' };
      const written = await Promise.all([{}, { TZ: 'Asia/Kolkata' }].map(messages));
      expect(written.flat()).toEqual([
        expect.objectContaining({ ...expected, timestamp: expect.stringMatching(/Z$/) }),
        expect.objectContaining({ ...expected, timestamp: expect.stringMatching(/\+05:30$/) }),
      ]);
    },
  );

  it('is not how busy its process is, where a post goes to one member', async () => {
    items = [member('b=', 'bob')];
    const message = event('MESSAGE', null, { action: 'sendMessage', text: 'hello' });
    const loaded = (module: string) => `process.moduleLoadList.includes('NativeModule ${module}')`;
    expect((await call('send-message', message, {}, loaded('http'))).at(-1)).toBe(true);
    expect((await call('send-message', message, {}, loaded('perf_hooks'))).at(-1)).toBe(false);
    expect(calls.filter((one) => one === 'POST messages')).toHaveLength(2);
  });

  it('lets a function try again what the store could not do', async () => {
    failures = 2;
    expect(await call('connection', event('DISCONNECT', null))).toContainEqual({
      answer: { statusCode: 200 },
    });
    expect(failures).toBe(0);
    expect(new Set(calls.slice(0, 3)).size).toBe(1);
  });
});
