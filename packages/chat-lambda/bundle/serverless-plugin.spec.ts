import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import ChatBundlePlugin from './serverless-plugin.mjs';

const SECRET = 'q7Zr0cVtX2mB9sLk4HnE1yWuG8dJfA6p';
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
  readonly name?: string;
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly package?: { readonly patterns: readonly string[] };
}

/** Packages or deploys a service with these functions; returns what was logged. */
async function run(
  command: 'package' | 'deploy',
  functions: Record<string, Declared>,
  { provider = {}, shell = {} } = {},
): Promise<string[]> {
  const lines: string[] = [];
  const serverless = {
    serviceDir: root,
    service: { provider, functions },
    processedInput: { commands: [command] },
    classes: { Error },
  };
  const log = { notice: (line: string) => lines.push(line), warning: (line: string) => lines.push(line) };
  const plugin = new ChatBundlePlugin(serverless, {}, { log });
  const own = Object.entries(process.env).filter(([name]) => !/^(?:JWT|CHAT|BROADCAST)_/.test(name));
  const replaced = jest.replaceProperty(process, 'env', { ...Object.fromEntries(own), ...shell });
  await plugin.hooks['before:package:createDeploymentArtifacts']?.().finally(() => replaced.restore());
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
    [
      { JWT_SECRET: '', JWT_JWKS_URL: '' },
      'JWT_SECRET is missing (or JWT_PUBLIC_KEY, or JWT_JWKS_URL, or JWT_SECRET_ARN)',
    ],
    [
      { JWT_SECRET: SECRET, JWT_JWKS_URL: 'https://a' },
      'JWT_JWKS_URL is set beside JWT_SECRET: only one of them can count',
    ],
    [{ JWT_SECRET: 'short', JWT_REQUIRE_STRONG_SECRET: 'true' }, 'JWT_SECRET is under 32 bytes'],
    [
      { JWT_SECRET: 'a secret of at least thirty-two bytes', JWT_REQUIRE_STRONG_SECRET: 'true' },
      'JWT_SECRET holds a word of published examples',
    ],
  ])('warns of an authorizer with %j, and does not deploy it', async (environment, problem) => {
    const functions = { gate: { handler: 'dist/wave.handler', environment } };
    await expect(run('package', functions)).resolves.toContain(problem);
    await expect(run('deploy', functions)).rejects.toThrow(problem);
  });

  it('does not package what its functions would refuse, and says all of it', async () => {
    const functions = {
      gate: { handler: 'dist/wave.handler', environment: { CHAT_ALLOWED_ORIGINS: '*' } },
      chat: {
        handler: 'dist/wave.handler',
        environment: { CHAT_FLOOD_MESAGES: '5', CHAT_RETENTION_DAYS: 0 },
      },
    };
    const lines = [
      'CHAT_ALLOWED_ORIGINS takes origins such as https://chat.example.com, in lower case',
      'CHAT_FLOOD_MESAGES is not a setting',
      'CHAT_RETENTION_DAYS is not a whole number from 1 to 3650',
    ];
    await expect(run('package', functions)).rejects.toThrow(lines.join('\n'));
    expect(existsSync(join(root, 'dist/wave.mjs'))).toBe(false);
  });

  it('reads what all functions have in common', async () => {
    const provider = { environment: { CHAT_TABEL: 'chat' } };
    const packaging = run('package', { gate: { handler: 'dist/wave.handler' } }, { provider });
    await expect(packaging).rejects.toThrow('CHAT_TABEL is not a setting');
  });

  it.each([
    ['CHAT_FLOOD_MESAGES', '5', 'CHAT_FLOOD_MESAGES is not a setting'],
    ['JWT_SECRET', `${SECRET}\${self:service}`, 'JWT_SECRET holds ${…}, which deployment tools replace'],
  ])('refuses %s=%s in the shell, where it would get lost', async (name, value, problem) => {
    const packaging = run(
      'package',
      { gate: { handler: 'dist/wave.handler' } },
      { shell: { [name]: value } },
    );
    await expect(packaging).rejects.toThrow(problem);
  });

  it('warns of what is set in the shell for nothing', async () => {
    const shell = { CHAT_POST_TIMEOUT_MS: '500' };
    const lines = await run('package', { gate: { handler: 'dist/wave.handler' } }, { shell });
    expect(lines).toContain('CHAT_POST_TIMEOUT_MS is set, but no function gets it');
  });

  it('refuses functions whose names or environments Lambda does not take', async () => {
    const name = `acme-chat-${'x'.repeat(55)}`;
    const gate = { handler: 'dist/wave.handler', name, environment: { TEXT: 'x'.repeat(4_096) } };
    await expect(run('package', { gate })).rejects.toThrow(
      `gate: its name ${name} has 65 characters, and Lambda takes 64\n` +
        'gate: its environment has 4100 bytes, and Lambda takes 4096',
    );
    const dotted = { ...gate, name: 'acme.chat', environment: {} };
    await expect(run('package', { gate: dotted })).rejects.toThrow(
      'gate: its name acme.chat has other characters than letters, digits, - and _',
    );
    const longest = { ...gate, name: name.slice(1), environment: { TEXT: 'x'.repeat(4_092) } };
    await expect(run('package', { gate: longest })).resolves.toEqual(['Built 2 files']);
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

  it.each([
    ['chat-restored', { Outputs: { Name: { Value: 'chat-restored' } }, Resources: {} }],
    ['no table', 'tableName: no table is not the name of a table'],
  ])('takes the table out of the template where it adopts %s', async (name, expected) => {
    const provider = {
      compiledCloudFormationTemplate: {
        Resources: { Chat: { Type: 'AWS::DynamoDB::Table', Metadata: { AdoptedTable: name } } },
        Outputs: { Name: { Value: { Ref: 'Chat' } } },
      },
    };
    const log = { notice: () => undefined, warning: () => undefined };
    const plugin = new ChatBundlePlugin({ service: { provider }, classes: { Error } }, {}, { log });
    const adopted = plugin.hooks['after:aws:package:finalize:mergeCustomProviderResources']?.().then(
      () => provider.compiledCloudFormationTemplate,
      (error: Error) => error.message,
    );
    expect(await adopted).toEqual(expected);
  });
});
