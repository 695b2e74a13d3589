import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Bundles a program as the handlers are bundled, so that what is measured is the code and not a loader.
 *
 * @returns the path of the bundle
 */
export async function bundleProgram(source: string, folder: string, name: string): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@serverless-ws/source'],
    banner: { js: REQUIRE },
    logLevel: 'error',
  });
  return outfile;
}

/** A program in a process of its own that says one line of JSON when it is ready, or done. */
export class ChildProgram {
  readonly #child: ChildProcess;

  private constructor(
    child: ChildProcess,
    /** What it said. */
    readonly said: unknown,
  ) {
    this.#child = child;
  }

  /** Starts a bundle and waits for its line; rejects when it ends without one. */
  static async start(
    program: string,
    argv: unknown,
    nodeOptions: readonly string[] = [],
  ): Promise<ChildProgram> {
    const child = spawn(process.execPath, [...nodeOptions, program, JSON.stringify(argv)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The program ended with ${String(code)} before it said anything`);
    });
    ended.catch(() => undefined);
    const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
    return new ChildProgram(child, JSON.parse(String(line)));
  }

  /** Ends it. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill();
    await gone;
  }
}
