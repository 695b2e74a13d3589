import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { cleanEnvironment, toolCommand } from '@serverless-ws/command-line/run-tool.js';

/** `npm start` as a process, with its data in a folder. */
export class DevServer {
  private constructor(
    readonly child: ChildProcess,
    /** Where its sockets are opened. */
    readonly url: string,
  ) {}

  /** Resolves once it is ready; rejects where it ends before that; run by itself, it says why. */
  static async start(folder: string, secret: string): Promise<DevServer> {
    const argv = ['--port', '0', '--json', '--data', folder];
    const child = spawn(process.execPath, [...toolCommand('dev/src/dev-server/cli.ts'), ...argv], {
      env: cleanEnvironment({ JWT_SECRET: secret, CHAT_FLOOD_MESSAGES: '0' }),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ready = once(createInterface(child.stdout), 'line') as Promise<[string]>;
    const [line] = await Promise.race([ready, ended(child)]);
    return new DevServer(child, (JSON.parse(line) as { readonly url: string }).url);
  }

  /** `kill -9`: no connection is told, and all rows stay. */
  async kill(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}

async function ended(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`npm start ended with ${code} before it was ready.`);
}
