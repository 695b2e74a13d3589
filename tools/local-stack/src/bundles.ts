import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CommandError, messageOf } from '@serverless-ws/command-line/command.js';
import type { FunctionSettings, ServiceBuild } from '@serverless-ws/serverless-local';

/** Writes one bundle for each function into a folder, named as `serverless.yml` names it. */
export type Bundle = (outdir: string) => Promise<unknown>;

/**
 * Bundles the chat's own functions, as a deployment does. Where `BUNDLED_FUNCTIONS` names a folder in which that was
 * done, they are copied from there: suites that start many stacks bundle once.
 */
export const bundleChat: Bundle = async (outdir) => {
  const { BUNDLED_FUNCTIONS: done = '' } = process.env;
  if (done !== '') return cp(done, outdir, { recursive: true });
  // Only here: to load it is to read serverless.yml, and to load esbuild.
  const { bundle } = await import('@serverless-ws/bundle/bundle.mjs');
  await bundle({ outdir });
};

/**
 * The bundles of one stack: each time in a fresh folder of its own, so that a rebuild pulls nothing from under
 * containers that still run from the last, and two stacks do not meet in `dist`.
 */
export class Bundles {
  readonly #folders = new Set<string>();

  readonly #bundle: Bundle | null;

  constructor(bundle: Bundle | null) {
    this.#bundle = bundle;
  }

  /**
   * Makes the bundles anew.
   * @throws CommandError when the sources do not build
   */
  async make(functions: readonly FunctionSettings[]): Promise<ServiceBuild> {
    if (this.#bundle === null) return { functions, remove: () => Promise.resolve() };
    const folder = await mkdtemp(join(tmpdir(), 'chat-bundles-'));
    this.#folders.add(folder);
    try {
      await this.#bundle(folder);
    } catch (error) {
      await this.#removeFolder(folder);
      const [line = '', where = ''] = messageOf(error).split('\n');
      throw new CommandError(`the functions do not build: ${line} ${where}`, 1);
    }
    const built = functions.map((one) => ({ ...one, file: join(folder, basename(one.file)) }));
    return { functions: built, remove: () => this.#removeFolder(folder) };
  }

  /** Takes all of them away. */
  async remove(): Promise<void> {
    await Promise.all([...this.#folders].map((folder) => this.#removeFolder(folder)));
  }

  async #removeFolder(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    this.#folders.delete(folder);
  }
}
