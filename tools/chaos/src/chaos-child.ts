import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { cleanEnvironment, toolCommand } from '@serverless-ws/command-line/run-tool.js';

/** A program of this folder that runs in a process of its own, and is killed and started again without warning. */
export class ChaosChild {
  #process: ChildProcess | null = null;
  #restarted: Promise<void> = Promise.resolve();
  /** How often it was killed. */
  kills = 0;

  readonly #program: string;
  readonly #argv: readonly string[];
  readonly #environment: Readonly<Record<string, string>>;

  constructor(program: string, argv: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.#program = program;
    this.#argv = argv;
    this.#environment = environment;
  }

  /** Resolves once the program says that it is ready; rejects if it ends before. */
  start(): Promise<void> {
    const child = spawn(process.execPath, [...toolCommand(`chaos/src/${this.#program}`), ...this.#argv], {
      env: cleanEnvironment({ ...this.#environment, NODE_NO_WARNINGS: '1' }),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#process = child;
    return new Promise((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code, signal) => reject(new Error(`${this.#program} ended: ${code ?? signal}`)));
    });
  }

  /** `kill -9`; resolves once it is dead. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child === null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.removeAllListeners('message');
    child.kill('SIGKILL');
    await ended;
    this.#process = null;
  }

  /** Kills it and starts it again after a while; one restart after the other, however slowly it starts. */
  restart(pause: number): Promise<void> {
    this.#restarted = this.#restarted.then(async () => {
      this.kills += 1;
      await this.kill();
      await new Promise((resolve) => setTimeout(resolve, pause));
      await this.start();
    });
    return this.#restarted;
  }

  tell(message: object | string): void {
    this.#process?.send(message);
  }

  /** Tells it something; resolves with its next message. */
  ask(message: object | string): Promise<unknown> {
    const answer = new Promise((resolve) => this.#process?.once('message', resolve));
    this.tell(message);
    return answer;
  }
}

/** A port of this machine on which no process listens. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
