import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { bundle, functions } from './bundle.mjs';

const run = promisify(execFile);
const settings = {
  JWT_SECRET: 'x'.repeat(32),
  CHAT_TABLE: 'chat',
  CHAT_CALLBACK_URL: 'https://abcdef1234.execute-api.eu-central-1.amazonaws.com/dev',
  AWS_REGION: 'eu-central-1',
};

let outdir: string;
let bundles: Awaited<ReturnType<typeof bundle>>;

beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'bundles-'));
  bundles = await bundle({ outdir });
}, 60_000);

afterAll(() => rm(outdir, { recursive: true }));

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
  const url = pathToFileURL(join(outdir, `${name}-handler.mjs`)).href;
  const program = `import('${url}').then((m) => console.log(Object.keys(m), typeof m.handler), (e) => console.log(e.message))`;
  const { stdout } = await run(process.execPath, ['--no-warnings', '-e', program], { env: environment });
  return stdout.trim();
}

describe('the bundles', () => {
  it.each(functions)('of %s loads by itself and exports its handler, and nothing else', async (name) => {
    await expect(load(name, settings)).resolves.toBe("[ 'handler' ] function");
  });

  it('of the authorizer carries no AWS SDK and no schemas', () => {
    const packages = packagesIn('authorizer');
    expect(packages).toContain('jsonwebtoken');
    expect(packages.filter((name) => /^@(?:aws-sdk|smithy)\b/.test(name))).toEqual([]);
    expect(packages).not.toContain('valibot');
  });

  it('of $connect posts to nobody', () => {
    expect(packagesIn('connection')).toContain('@aws-sdk/client-dynamodb');
    expect(packagesIn('connection')).not.toContain('@aws-sdk/client-apigatewaymanagementapi');
  });

  it.each(functions.filter((name) => name !== 'authorizer'))('of %s knows nothing of tokens', (name) => {
    expect(packagesIn(name)).not.toContain('jsonwebtoken');
  });
});

describe('bad configuration ends the start with a line that names the setting', () => {
  it.each([
    ['authorizer', { JWT_SECRET: '' }, 'JWT_SECRET is missing (or JWT_PUBLIC_KEY, or JWT_JWKS_URL)'],
    [
      'authorizer',
      { JWT_SECRET: 'short', JWT_REQUIRE_STRONG_SECRET: 'true' },
      'JWT_SECRET is under 32 bytes',
    ],
    ['authorizer', { JWT_ALGORITHMS: 'RS256' }, 'JWT_ALGORITHMS holds RS256, which the key is not for'],
    ['authorizer', { JWT_REQIURE_EXP: 'true' }, 'JWT_REQIURE_EXP is not a setting'],
    ['connection', { CHAT_TABLE: '' }, 'CHAT_TABLE is missing'],
    ['send-message', { CHAT_CALLBACK_URL: '' }, 'CHAT_CALLBACK_URL is missing'],
    ['room', { CHAT_CALLBACK_URL: 'wss://x' }, 'CHAT_CALLBACK_URL is not an http(s) address'],
    ['default', { CHAT_RETENTION_DAYS: '0' }, 'CHAT_RETENTION_DAYS is not a whole number from 1 to 3650'],
  ])('%s with %j', async (name, change, line) => {
    await expect(load(name, { ...settings, ...change })).resolves.toBe(line);
  });
});
