import type { Metafile } from 'esbuild';

/** What is bundled, and what its bundle is called, without `.mjs`. */
export interface EntryPoint {
  readonly in: string;
  readonly out: string;
}

/**
 * Writes the bundles of functions, each with only what it uses, and the files that they load on first use, in `lazy`.
 * Modules of dependencies that the chat does not need are stubs, but in functions whose own code uses these dependencies.
 * Beside each is its source map, `<name>.mjs.map`, which it does not name: no start reads it, and it is deployed with none.
 *
 * @param outdir - where to
 * @param options - `everyStub`: whether it is an error where a stub replaces nothing any more
 * @returns what went into each, by `out`, and `lazy/<name>`
 */
export function bundleFunctions(
  outdir: string,
  entryPoints: readonly EntryPoint[],
  options?: { readonly everyStub?: boolean },
): Promise<Record<string, Metafile>>;

/**
 * The files that a function is deployed with: its bundle, what it loads on first use, and what that loads; from the
 * folder of the bundles.
 *
 * @param metafiles - as {@link bundleFunctions} returns them
 * @param name - of the bundle
 */
export function filesOf(metafiles: Readonly<Record<string, Metafile>>, name: string): readonly string[];

/** Bundles other programs as functions are bundled, each to `<out>.mjs`; nothing is a stub in those that are `whole`. */
export function bundleSources(
  outdir: string,
  entryPoints: readonly (EntryPoint & { readonly whole?: boolean })[],
): Promise<void>;
