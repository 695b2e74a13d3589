import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from '@serverless-ws/command-line/run-tool.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

const run = promisify(execFile);
const modules = join(workspaceRoot, 'node_modules');

/**
 * Lays out the service in `acme`, which the README of chat-lambda shows, in a folder outside the workspace, with the packages as they are installed.
 * @returns the folder; the caller removes it
 */
export async function outsideService(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'outside-service-'));
  await cp(join(import.meta.dirname, 'acme'), folder, { recursive: true });
  await Promise.all([installPackages(folder), linkModules(folder)]);
  return folder;
}

/** Packages it with osls, plugin and all; returns what was printed. */
export async function packageOutside(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const serverless = join(modules, 'osls/bin/serverless.js');
  const { stdout, stderr } = await run(process.execPath, [serverless, 'package'], {
    cwd: folder,
    env: cleanEnvironment(environment),
  });
  return stdout + stderr;
}

/** Copies of what is published: links would lead back into the workspace. */
async function installPackages(folder: string): Promise<void> {
  const packages = await readdir(join(workspaceRoot, 'packages'));
  await Promise.all(
    packages
      .filter((name) => name.startsWith('chat-'))
      .flatMap((name) =>
        ['package.json', 'src', 'bundle', 'infrastructure'].map((part) =>
          cp(
            join(workspaceRoot, 'packages', name, part),
            join(folder, 'node_modules/@serverless-ws', name, part),
            { recursive: true },
          ).catch(missing),
        ),
      ),
  );
}

/** Not every package has every part. */
function missing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** All that comes from npm. */
async function linkModules(folder: string): Promise<void> {
  const names = (await readdir(modules)).filter((name) => name !== '@serverless-ws' && !name.startsWith('.'));
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  await Promise.all(names.map((name) => symlink(join(modules, name), join(folder, 'node_modules', name))));
}
