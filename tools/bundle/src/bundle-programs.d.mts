/**
 * Writes the bundles, named as the sources are: `dev/src/chat/cli.mjs`. Programs share chunks.
 * @param options - where to, inside the workspace, where npm packages are found; and folders in `tools`: `dev`
 */
export function bundlePrograms(options: {
  readonly outdir: string;
  readonly tools: readonly string[];
}): Promise<void>;
