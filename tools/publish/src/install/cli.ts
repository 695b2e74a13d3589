// Publishes every package to a registry on this machine and uses them as strangers would: ES modules, CommonJS and a
// browser's page on each promised Node.js, TypeScript in both resolutions, and a bundle by Vite.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { BUILDERS, CONSUMER_TOOLS, PROGRAMS } from './consumers.js';
import { startRegistry, type Registry } from './registry.js';
import { Results } from './results.js';
import { twoAtATime } from './two-at-a-time.js';
import { run } from '@serverless-ws/command-line/node-runtimes/run.js';
import { installRuntimes } from '@serverless-ws/command-line/node-runtimes/runtimes.js';

const results = new Results();
const folder = mkdtempSync(join(tmpdir(), 'publish-'));
const registry = await startRegistry(join(folder, 'registry'));
try {
  const [consumer, runtimes] = await Promise.all([
    publishAll(registry).then((packages) => installConsumer(registry, packages)),
    installRuntimes(join(folder, 'runtimes')),
  ]);
  await twoAtATime(BUILDERS, (builder) => results.check(builder, process.execPath, consumer));
  // One Node.js after the other, as some programs write into their folders.
  await twoAtATime(PROGRAMS, async ({ title, args }) => {
    for (const { version, executable } of runtimes)
      await results.check({ title: `${title}, on Node ${version}`, args }, executable, consumer);
  });
} finally {
  await registry.close();
  rmSync(folder, { recursive: true, force: true });
}
results.close();

async function publishAll({ npmrc }: Registry): Promise<readonly string[]> {
  const roots = readdirSync(join(workspaceRoot, 'packages')).map((name) =>
    join(workspaceRoot, 'packages', name),
  );
  const userconfig = join(folder, 'publish.npmrc');
  writeFileSync(userconfig, npmrc);
  await twoAtATime(roots, (cwd) =>
    run('npm', ['publish', '--silent', '--ignore-scripts', '--userconfig', userconfig], cwd),
  );
  return roots.map(
    (root) => (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string }).name,
  );
}

async function installConsumer({ npmrc }: Registry, packages: readonly string[]): Promise<string> {
  const consumer = join(folder, 'consumer');
  cpSync(join(workspaceRoot, 'tools/publish/src/install/consumers'), consumer, { recursive: true });
  // The service in the README of chat-lambda, which the consumer adds to.
  const service = join(workspaceRoot, 'apps/stack-e2e/src/outside-service/acme');
  cpSync(service, join(consumer, 'service'), { recursive: true });
  writeFileSync(join(consumer, '.npmrc'), npmrc);
  await run('npm', ['install', '--silent', '--ignore-scripts', ...packages, ...CONSUMER_TOOLS], consumer);
  return consumer;
}
