// Publishes every package to a registry on this machine and uses them as strangers would: ES modules and CommonJS on
// each promised Node.js, TypeScript in both resolutions, and a browser bundle by Vite.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace/workspace-root.js';
import { startRegistry, type Registry } from './registry.js';
import { run } from './run.js';
import { installRuntimes } from './runtimes.js';

const TOOLS = ['typescript@6.0.3', 'vite@8.3.8', '@types/node@20.19.43'];

const folder = mkdtempSync(join(tmpdir(), 'publish-'));
const registry = await startRegistry(join(folder, 'registry'));
let passed = 0;
const failed: string[] = [];
try {
  const packages = await publishAll(registry);
  const consumer = await installConsumer(registry, packages);
  for (const { version, executable } of await installRuntimes(join(folder, 'runtimes'))) {
    await check(`ES modules on Node ${version}`, executable, ['esm/index.mjs'], consumer);
    await check(`CommonJS on Node ${version}`, executable, ['commonjs/index.cjs'], consumer);
  }
  const tsc = join(consumer, 'node_modules/typescript/bin/tsc');
  await check('TypeScript, nodenext', process.execPath, [tsc, '-p', 'nodenext'], consumer);
  await check('TypeScript, nodenext, run', process.execPath, ['nodenext/out/index.mjs'], consumer);
  await check('TypeScript, bundler', process.execPath, [tsc, '-p', 'bundler'], consumer);
  await check(
    'Vite, for the browser',
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', 'vite'],
    consumer,
  );
  checkBundle(join(consumer, 'vite/dist/assets'));
} finally {
  await registry.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function publishAll({ npmrc }: Registry): Promise<readonly string[]> {
  const roots = readdirSync(join(workspaceRoot, 'packages')).map((name) =>
    join(workspaceRoot, 'packages', name),
  );
  const userconfig = join(folder, 'publish.npmrc');
  writeFileSync(userconfig, npmrc);
  for (const cwd of roots) {
    await run('npm', ['publish', '--silent', '--ignore-scripts', '--userconfig', userconfig], cwd);
  }
  return roots.map(
    (root) => (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string }).name,
  );
}

async function installConsumer({ npmrc }: Registry, packages: readonly string[]): Promise<string> {
  const consumer = join(folder, 'consumer');
  cpSync(join(workspaceRoot, 'tools/publish/consumers'), consumer, { recursive: true });
  writeFileSync(join(consumer, '.npmrc'), npmrc);
  await run('npm', ['install', '--silent', '--ignore-scripts', ...packages, ...TOOLS], consumer);
  return consumer;
}

async function check(title: string, program: string, args: readonly string[], cwd: string): Promise<void> {
  try {
    await run(program, args, cwd);
    passed += 1;
    console.log(`ok: ${title}`);
  } catch (error) {
    failed.push(title);
    console.error(`FAILED: ${title}\n${String(error)}`);
  }
}

/** A browser has no Node.js, and a page with a strict policy no `eval`. */
function checkBundle(assets: string): void {
  const code = (existsSync(assets) ? readdirSync(assets) : []).map((file) =>
    readFileSync(join(assets, file), 'utf8'),
  );
  const unfit = code.some((text) => /\beval\(|new Function\(|__vite-browser-external|\bnode:/.test(text));
  if (unfit || code.length === 0) failed.push('the bundle is fit for a browser');
  else passed += 1;
}
