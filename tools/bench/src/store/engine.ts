import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, connect } from 'node:net';
import { join } from 'node:path';
import { ChildProgram } from '../child-program.js';

/** A DynamoDB engine in a process of its own, in memory. */
export interface Engine {
  readonly name: string;
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** dynoxide where it is installed, as it takes least from the rest of the machine; else dynalite. */
export async function startEngine(): Promise<Engine> {
  const binary = dynoxide();
  return binary === null ? startDynalite() : startDynoxide(binary);
}

async function startDynalite(): Promise<Engine> {
  const child = await ChildProgram.start(join(import.meta.dirname, 'dynalite.mjs'), {});
  const { port } = child.said as { port: number };
  return { name: 'dynalite', endpoint: `http://127.0.0.1:${port}`, stop: () => child.stop() };
}

function dynoxide(): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
    const binary = join(manifest, '..', 'dynoxide');
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

async function startDynoxide(binary: string): Promise<Engine> {
  const port = await freePort();
  const child = spawn(binary, ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`dynoxide ended with ${child.exitCode}`);
  }
  const stop = (): Promise<void> => {
    child.kill();
    return exited;
  };
  return { name: 'dynoxide', endpoint: `http://127.0.0.1:${port}`, stop };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
