import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import ChatBundlePlugin from './serverless-plugin.mjs';

const SECRET = 'a secret of at least thirty-two bytes';
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plugin-'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/wave.ts'), `export const handler = () => import('./late.js');`);
  writeFileSync(join(root, 'src/late.ts'), `export const late = true;`);
});

afterEach(() => rmSync(root, { recursive: true }));

/** A function, as the framework has it. */
interface Declared {
  readonly handler: string;
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly package?: { readonly patterns: readonly string[] };
}

/** Packages or deploys a service with these functions; returns what was logged. */
async function run(command: 'package' | 'deploy', functions: Record<string, Declared>): Promise<string[]> {
  const lines: string[] = [];
  const serverless = {
    serviceDir: root,
    service: { functions },
    processedInput: { commands: [command] },
    classes: { Error },
  };
  const log = { notice: (line: string) => lines.push(line), warning: (line: string) => lines.push(line) };
  const plugin = new ChatBundlePlugin(serverless, {}, { log });
  await plugin.hooks['before:package:createDeploymentArtifacts']?.();
  return lines;
}

describe('the plugin of serverless.yml', () => {
  it('bundles the functions, and adds to the package of each what it is deployed with', async () => {
    const functions: Record<string, Declared> = {
      wave: { handler: 'dist/wave.handler', package: { patterns: ['data/*.json'] } },
      other: { handler: 'elsewhere/other.handler' },
    };
    await expect(run('package', functions)).resolves.toEqual(['Built 2 files']);
    expect(functions['wave']?.package?.patterns).toEqual([
      'data/*.json',
      'dist/wave.mjs',
      'dist/lazy/late.mjs',
    ]);
    expect(functions['other']).toEqual({ handler: 'elsewhere/other.handler' });
    expect(existsSync(join(root, 'dist/wave.mjs'))).toBe(true);
  });

  it.each([
    [{ JWT_SECRET: '', JWT_JWKS_URL: '' }, 'JWT_SECRET is missing (or JWT_PUBLIC_KEY, or JWT_JWKS_URL)'],
    [
      { JWT_SECRET: SECRET, JWT_JWKS_URL: 'https://a' },
      'JWT_JWKS_URL is set beside JWT_SECRET: only one of them can count',
    ],
    [{ JWT_SECRET: 'short', JWT_REQUIRE_STRONG_SECRET: 'true' }, 'JWT_SECRET is under 32 bytes'],
  ])('warns of an authorizer with %j, and does not deploy it', async (environment, problem) => {
    const functions = { gate: { handler: 'dist/wave.handler', environment } };
    await expect(run('package', functions)).resolves.toContain(problem);
    await expect(run('deploy', functions)).rejects.toThrow(problem);
  });

  it.each([
    [{ JWT_SECRET: SECRET, JWT_JWKS_URL: '', JWT_REQUIRE_STRONG_SECRET: 'true' }],
    [{ JWT_SECRET: '{{resolve:ssm:/key}}', JWT_REQUIRE_STRONG_SECRET: 'true' }],
    [{ JWT_SECRET: { 'Fn::ImportValue': 'key' }, JWT_REQUIRE_STRONG_SECRET: 'true' }],
    [{ OTHER: '' }],
  ])('deploys functions with %j', async (environment) => {
    await expect(run('deploy', { gate: { handler: 'dist/wave.handler', environment } })).resolves.toEqual([
      'Built 2 files',
    ]);
  });
});
