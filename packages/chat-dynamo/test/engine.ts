import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Server as HttpServer } from 'node:http';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
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

/** Ports that are tried: another process may take a free one before dynoxide listens on it, which takes a moment. */
const PORTS = 5;

async function startDynoxide(): Promise<Engine> {
  for (let tries = 1; ; tries += 1) {
    const probe = createServer();
    const port = await listening(probe);
    await new Promise((resolve) => probe.close(resolve));
    const child = spawn(DYNOXIDE ?? '', ['--host', '127.0.0.1', '--port', String(port)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const said = await firstLine(child.stderr);
    if (/ listening on /.test(said)) {
      const stop = (): Promise<void> => {
        child.kill();
        return exited;
      };
      return { endpoint: `http://127.0.0.1:${port}`, stop };
    }
    child.kill();
    await exited;
    if (tries === PORTS || !said.includes('in use')) throw new Error(`dynoxide does not start: ${said}`);
  }
}

/** What a process writes first, once a line of it is complete or it has ended; the rest is read and dropped. */
function firstLine(output: Readable): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    output.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('\n')) resolve(text);
    });
    output.once('end', () => resolve(text));
  });
}

/** An engine for what makes thousands of calls: dynoxide where it is installed, which takes a third of the time. */
export function startQuickEngine(): Promise<Engine> {
  return DYNOXIDE === undefined ? startDynalite() : startDynoxide();
}

const ENDPOINT = process.env['DYNAMODB_ENDPOINT'];

/** dynalite without files, which runs everywhere. */
export const IN_MEMORY: EngineKind = { name: 'dynalite', start: () => startDynalite() };

/** Every engine that the contracts run on. */
export const ENGINES: readonly EngineKind[] = [
  IN_MEMORY,
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
