import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { bundle, functions } from './bundle.mjs';

const run = promisify(execFile);
const settings = {
  JWT_SECRET: 'x'.repeat(32),
  CHAT_API_ID: 'abcdef1234',
  CHAT_TABLE: 'chat',
  CHAT_CALLBACK_URL: 'https://abcdef1234.execute-api.eu-central-1.amazonaws.com/dev',
  AWS_REGION: 'eu-central-1',
};

/**
 * KB of each bundle at most: what it has, and up to a tenth. Every KB is read at every cold start; raise one only for a reason
 * that is worth it.
 */
const BUDGET: Readonly<Record<string, number>> = {
  authorizer: 38,
  connection: 49,
  'send-message': 128,
  room: 94,
  presence: 98,
  'user-rooms': 83,
  moderation: 156,
  'message-changes': 153,
  publish: 141,
  default: 60,
  broadcast: 125,
  'broadcast-busy': 125,
  events: 86,
};

let outdir: string;
let bundles: Awaited<ReturnType<typeof bundle>>;

beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'bundles-'));
  bundles = await bundle({ outdir });
});

afterAll(() => rm(outdir, { recursive: true }));

/** The sources of a bundle. */
function filesIn(name: string): readonly string[] {
  return Object.values(bundles[name]?.outputs ?? {}).flatMap((output) => Object.keys(output.inputs));
}

/** The npm packages in a bundle. */
function packagesIn(name: string): readonly string[] {
  const inputs = Object.values(bundles[name]?.outputs ?? {}).flatMap((output) =>
    Object.entries(output.inputs),
  );
  return inputs.flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput === 0 ? [] : (/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
  );
}

/** What becomes of a bundle that is loaded as Lambda would. */
async function load(name: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const url = pathToFileURL(join(outdir, `${name}.mjs`)).href;
  const program = `import('${url}').then((m) => console.log(Object.keys(m), typeof m.handler), (e) => console.log(e.message))`;
  const { stdout } = await run(process.execPath, ['--no-warnings', '-e', program], { env: environment });
  return stdout.trim();
}

describe('the bundles', () => {
  it.each(functions)('of %s loads by itself and exports its handler, and nothing else', async (name) => {
    await expect(load(name, settings)).resolves.toBe("[ 'handler' ] function");
  });

  it.each(functions)('of %s is within its budget, and asks for nothing that is not there', (name) => {
    const [output] = Object.values(bundles[name]?.outputs ?? {});
    expect(output?.bytes).toBeLessThan((BUDGET[name] ?? 0) * 1_024);
    const outside = output?.imports.map(({ path }) => path.replace(/^node:/, '')) ?? [];
    const late = outside.filter((path) => path.startsWith('./lazy/'));
    expect(late.filter((path) => !(path.slice(2).replace('.mjs', '') in bundles))).toEqual([]);
    expect(outside.filter((path) => !late.includes(path) && !isBuiltin(path))).toEqual([]);
  });

  it.each(functions.filter((name) => name !== 'authorizer'))(
    'of %s has of the SDK its marshalling, and no client, no credential chain, no endpoint rules and no HTTP/2',
    (name) => {
      const inputs = filesIn(name);
      expect(inputs.some((file) => file.includes('@aws-sdk/util-dynamodb'))).toBe(true);
      expect(
        inputs.filter((file) =>
          /(?:lib|client)-dynamodb|credential-provider|nested-clients|bdd\.js|http2|bowser/.test(file),
        ),
      ).toEqual([]);
    },
  );

  it('never make an ES module of a module of Node, which would read all that it has', () => {
    const imports = Object.values(bundles).flatMap(({ outputs }) =>
      Object.values(outputs).flatMap((output) => output.imports),
    );
    expect(imports.filter(({ path, kind }) => isBuiltin(path) && kind !== 'require-call')).toEqual([]);
  });

  it('load no other HTTP client as they start, and nothing that reads files', async () => {
    const url = pathToFileURL(join(outdir, 'send-message.mjs')).href;
    const program = `await import('${url}'); console.log(process.moduleLoadList.join('\\n'))`;
    const argv = ['--no-warnings', '--input-type=module', '-e', program];
    const { stdout } = await run(process.execPath, argv, { env: settings });
    expect(stdout).toContain('NativeModule https\n');
    expect(stdout).not.toMatch(/^NativeModule (?:internal\/deps\/undici.*|http2|fs\/promises)$/m);
  });

  it.each([
    ...['gateway', 'jwks-keys', 'jwks-rsa', 'logger', 'presence-hints', 'retries', 'sdk-client'],
    ...['secret-keys', 'secrets-manager', 'sqs-connection'],
  ])('leave %s to a file that is loaded on first use', async (name) => {
    const program = `import('${pathToFileURL(join(outdir, 'lazy', `${name}.mjs`)).href}').then((m) => console.log(Object.keys(m).length))`;
    const { stdout } = await run(process.execPath, ['--no-warnings', '-e', program], { env: {} });
    expect(Number(stdout)).toBeGreaterThan(0);
  });

  it('of the authorizer carries no AWS SDK and no schemas, and no way to sign a token', () => {
    const packages = packagesIn('authorizer');
    expect(packages).toContain('jsonwebtoken');
    expect(packages.filter((name) => /^(?:semver|lodash\b|jwks-rsa|jose)/.test(name))).toEqual([]);
    expect(packages.filter((name) => /^@(?:aws-sdk|smithy)\b/.test(name))).toEqual([]);
    expect(packages).not.toContain('valibot');
  });

  it.each(['authorizer', 'connection', 'default', 'presence', 'room', 'send-message'])(
    'of %s has no Powertools until it has something to say that nothing smaller can write',
    (name) => {
      expect(packagesIn(name)).not.toContain('@aws-lambda-powertools/logger');
    },
  );

  it.each(['default', 'room'])('of %s has no gateway until it disconnects a user', (name) => {
    expect(filesIn(name).filter((file) => file.includes('packages/chat-apigw'))).toEqual([]);
  });

  it.each(['connection', 'default', 'presence'])(
    'of %s knows no log, but for the heads that it reads',
    (name) => {
      const log = /dynamo-(?:message-repository|room-head-repository|shard-cursor)|entry-item|reactions-item/;
      expect(filesIn(name).some((file) => file.includes('dynamo-room-head-reader'))).toBe(true);
      expect(filesIn(name).filter((file) => log.test(file))).toEqual([]);
    },
  );

  it('of $connect posts to no connection, unless it tells of presence', () => {
    const inputs = filesIn('connection');
    expect(inputs.some((file) => file.includes('packages/chat-dynamo'))).toBe(true);
    expect(inputs.filter((file) => file.includes('packages/chat-apigw'))).toEqual([]);
  });

  it.each(functions.filter((name) => name !== 'authorizer'))('of %s knows nothing of tokens', (name) => {
    expect(packagesIn(name)).not.toContain('jsonwebtoken');
  });
});

describe('bad configuration ends the start with a line that names the setting', () => {
  it.each([
    [
      'authorizer',
      { JWT_SECRET: '' },
      'JWT_SECRET is missing (or JWT_PUBLIC_KEY, or JWT_JWKS_URL, or JWT_SECRET_ARN)',
    ],
    [
      'authorizer',
      { JWT_SECRET: 'short', JWT_REQUIRE_STRONG_SECRET: 'true' },
      'JWT_SECRET is under 32 bytes',
    ],
    ['authorizer', { JWT_ALGORITHMS: 'RS256' }, 'JWT_ALGORITHMS holds RS256, which the key is not for'],
    ['authorizer', { JWT_REQIURE_EXP: 'true' }, 'JWT_REQIURE_EXP is not a setting'],
    ['authorizer', { CHAT_API_ID: '' }, 'CHAT_API_ID is missing'],
    ['moderation', { CHAT_API_ID: '' }, 'CHAT_API_ID is missing'],
    ['connection', { CHAT_TABLE: '' }, 'CHAT_TABLE is missing'],
    ['send-message', { CHAT_CALLBACK_URL: '' }, 'CHAT_CALLBACK_URL is missing'],
    ['events', { CHAT_EVENTS_QUEUE_URL: 'https://sqs/q' }, 'CHAT_EVENTS_TO is missing'],
    ['room', { CHAT_CALLBACK_URL: 'wss://x' }, 'CHAT_CALLBACK_URL is not an http(s) address'],
    ['room', { CHAT_CALLBACK_URL: 'https://x:99999/dev' }, 'CHAT_CALLBACK_URL is not an http(s) address'],
    ['default', { CHAT_RETENTION_DAYS: '0' }, 'CHAT_RETENTION_DAYS is not a whole number from 1 to 3650'],
  ])('%s with %j', async (name, change, line) => {
    await expect(load(name, { ...settings, ...change })).resolves.toBe(line);
  });
});
