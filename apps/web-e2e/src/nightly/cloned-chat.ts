import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from '@serverless-ws/command-line/run-tool.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { firstCommands, type FirstCommands } from './first-commands.js';

const run = promisify(execFile);

/** A clone of this repository's last commit, and the chat that runs from it, by the commands of its README. */
export class ClonedChat {
  #server: ChildProcess | undefined;
  readonly #commands: FirstCommands;
  readonly #ports: readonly [number, number];

  private constructor(
    readonly folder: string,
    commands: FirstCommands,
    ports: readonly [number, number],
  ) {
    this.#commands = commands;
    this.#ports = ports;
  }

  /** Clones into an empty folder, and installs there what the registry has. */
  static async clone(): Promise<ClonedChat> {
    const folder = await mkdtemp(join(tmpdir(), 'first-session-'));
    try {
      await run('git', ['clone', '--quiet', '--depth', '1', `file://${workspaceRoot}`, folder]);
      const commands = firstCommands(await readFile(join(folder, 'README.md'), 'utf8'));
      await run('sh', ['-c', commands.install], { cwd: folder, env: terminal(), maxBuffer: 1e8 });
      return new ClonedChat(folder, commands, [await freePort(), await freePort()]);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Where the page is. */
  get pageUrl(): string {
    return `http://127.0.0.1:${this.#ports[1]}/`;
  }

  /** Starts the chat until it is ready, at the same addresses each time; returns what it printed. */
  async start(...flags: readonly string[]): Promise<string> {
    const [port, webPort] = this.#ports;
    const command = [this.#commands.start, '--', '--port', port, '--web-port', webPort, ...flags].join(' ');
    // A group of its own, as a terminal makes one: Ctrl-C reaches all of it.
    const server = spawn('sh', ['-c', command], { cwd: this.folder, env: terminal(), detached: true });
    this.#server = server;
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes('Ctrl-C ends it.') && printed.includes('ready after')) resolve();
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.once('exit', () => reject(new Error(`${command} ended:\n${printed}`)));
    });
    return printed;
  }

  /** Presses Ctrl-C, and waits until all that was started has ended: the shell and npm do so before the server. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server?.pid === undefined || server.exitCode !== null) return;
    const ended = once(server, 'close');
    process.kill(-server.pid, 'SIGINT');
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The environment of a terminal, where no npm runs yet. */
function terminal(): Record<string, string> {
  const entries = Object.entries(cleanEnvironment());
  return Object.fromEntries(entries.filter(([name]) => !/^(npm_|INIT_CWD$)/.test(name)));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
