import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { bundle } from '../bundle/bundle.mjs';
import { CommandError, messageOf } from '../command-line/command.js';
import type { FunctionSettings } from '../lambda-runtime/function-settings.js';

/** Writes one bundle for each function into a folder, named as `serverless.yml` names it. */
export type Bundle = (outdir: string) => Promise<unknown>;

/** Bundles the chat's own functions, as a deployment does. */
export const bundleChat: Bundle = (outdir) => bundle({ outdir });

/** Functions with the files of one build. */
export interface Build {
  readonly functions: readonly FunctionSettings[];
  /** Takes all earlier builds away, once nothing starts from them any more. */
  settle(): Promise<void>;
}

/**
 * The bundles of one stack: each time in a fresh folder of its own, so that a rebuild pulls nothing from under
 * containers that still start from the last, and two stacks do not meet in `dist`.
 */
export class Bundles {
  private folders: readonly string[] = [];

  constructor(private readonly bundle: Bundle | null) {}

  /**
   * Makes the bundles anew.
   * @throws CommandError when the sources do not build
   */
  async make(functions: readonly FunctionSettings[]): Promise<Build> {
    if (this.bundle === null) return { functions, settle: () => Promise.resolve() };
    const folder = await mkdtemp(join(tmpdir(), 'chat-bundles-'));
    this.folders = [...this.folders, folder];
    try {
      await this.bundle(folder);
    } catch (error) {
      const [line = '', where = ''] = messageOf(error).split('\n');
      throw new CommandError(`the functions do not build: ${line} ${where}`, 1);
    }
    const built = functions.map((one) => ({ ...one, file: join(folder, basename(one.file)) }));
    return { functions: built, settle: () => this.removeAllBut(folder) };
  }

  /** Takes all of them away. */
  async remove(): Promise<void> {
    await this.removeAllBut(undefined);
  }

  private async removeAllBut(kept: string | undefined): Promise<void> {
    const gone = this.folders.filter((folder) => folder !== kept);
    this.folders = this.folders.filter((folder) => folder === kept);
    await Promise.all(gone.map((folder) => rm(folder, { recursive: true, force: true })));
  }
}
