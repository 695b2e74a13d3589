import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from '@serverless-ws/command-line/run-tool.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

const run = promisify(execFile);

/** A clone of this repository's last commit, and the chat that `npm start` runs from it, as a newcomer has both. */
export class ClonedChat {
  #server: ChildProcess | undefined;
  readonly #ports: readonly [number, number];

  private constructor(
    readonly folder: string,
    ports: readonly [number, number],
  ) {
    this.#ports = ports;
  }

  /**
   * Clones and installs. `INSTALL=link` takes the packages of this folder by hard links instead of `npm ci`: for a machine
   * where minutes count.
   */
  static async clone(): Promise<ClonedChat> {
    const folder = await mkdtemp(join(tmpdir(), 'first-session-'));
    await run('git', ['clone', '--quiet', '--depth', '1', `file://${workspaceRoot}`, folder]);
    if (process.env['INSTALL'] === 'link') {
      await run('cp', ['-al', join(workspaceRoot, 'node_modules'), join(folder, 'node_modules')]);
    } else {
      const args = ['ci', '--prefer-offline', '--no-audit', '--no-fund'];
      await run('npm', args, { cwd: folder, env: cleanEnvironment() });
    }
    return new ClonedChat(folder, [await freePort(), await freePort()]);
  }

  /** Where the page is. */
  get pageUrl(): string {
    return `http://127.0.0.1:${this.#ports[1]}/`;
  }

  /** Where the chat is. */
  get url(): string {
    return `ws://127.0.0.1:${this.#ports[0]}/dev`;
  }

  /** Runs `npm start` until it is ready; returns what it printed. The same addresses each time. */
  async start(...flags: readonly string[]): Promise<string> {
    const [port, webPort] = this.#ports;
    const args = ['start', '--', '--port', `${port}`, '--web-port', `${webPort}`, ...flags];
    // A group of its own, as a terminal makes one: Ctrl-C reaches all of it.
    const server = spawn('npm', args, { cwd: this.folder, env: cleanEnvironment(), detached: true });
    this.#server = server;
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes('Ctrl-C ends it.') && printed.includes('ready after')) resolve();
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.once('exit', () => reject(new Error(`npm start ended:\n${printed}`)));
    });
    return printed;
  }

  /** Presses Ctrl-C. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server?.pid === undefined || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    process.kill(-server.pid, 'SIGINT');
    await ended;
  }

  /** A token, by the command that the README names. */
  async token(...flags: readonly string[]): Promise<string> {
    const args = ['run', '-s', 'token', '--', '--url', this.url, ...flags];
    const { stdout } = await run('npm', args, { cwd: this.folder, env: cleanEnvironment() });
    return stdout.trim();
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
