import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server as HttpServer } from 'node:http';
import type { Server } from 'node:net';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dynalite from 'dynalite';

/** A running DynamoDB engine. */
export interface Engine {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** A DynamoDB engine that tests may start. */
export interface EngineKind {
  readonly name: string;
  /** Why it cannot run here; absent where it can. */
  readonly missing?: string;
  start(): Promise<Engine>;
}

/** Starts dynalite in this process; on disk where a folder is given. */
export async function startDynalite(path?: string): Promise<Engine> {
  const settings = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
  const server = dynalite(path === undefined ? settings : { ...settings, path });
  const port = await listening(server);
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => closed(server) };
}

/** Resolves with the port once a server listens on a free one of this machine only. */
export function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
    });
  });
}

/** Resolves once a server is closed and its connections are cut. */
export function closed(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function startDynaliteOnDisk(): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'chat-dynamo-'));
  const { endpoint, stop } = await startDynalite(folder);
  return { endpoint, stop: () => stop().then(() => rm(folder, { recursive: true, force: true })) };
}

const DYNOXIDE = dynoxidePath();

function dynoxidePath(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
    const binary = join(manifest, '..', 'dynoxide');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

async function startDynoxide(): Promise<Engine> {
  const probe = createServer();
  const port = await listening(probe);
  await new Promise((resolve) => probe.close(resolve));
  const child = spawn(DYNOXIDE ?? '', ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await reachable(port, child);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () => {
      child.kill();
      return exited;
    },
  };
}

/** Resolves once a process listens on a port; rejects if the one that should has ended. */
async function reachable(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
  }
  throw new Error(`dynoxide ended with exit code ${child.exitCode} before it listened.`);
}

/** An engine for what makes thousands of calls: dynoxide where it is installed, which takes a third of the time. */
export function startQuickEngine(): Promise<Engine> {
  return DYNOXIDE === undefined ? startDynalite() : startDynoxide();
}

const ENDPOINT = process.env['DYNAMODB_ENDPOINT'];

/** dynalite as most tests use it. */
export const IN_MEMORY: EngineKind = { name: 'dynalite in memory', start: () => startDynalite() };

/** Every engine that the contracts run on. */
export const ENGINES: readonly EngineKind[] = [
  IN_MEMORY,
  { name: 'dynalite on disk', start: startDynaliteOnDisk },
  {
    name: 'dynoxide',
    ...(DYNOXIDE === undefined ? { missing: '@dynoxide/linux-x64 is not installed' } : {}),
    start: startDynoxide,
  },
  {
    name: 'DYNAMODB_ENDPOINT',
    ...(ENDPOINT === undefined ? { missing: 'DYNAMODB_ENDPOINT is not set' } : {}),
    start: async () => ({ endpoint: ENDPOINT ?? '', stop: async () => undefined }),
  },
];
