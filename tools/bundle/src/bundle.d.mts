import type { Metafile } from 'esbuild';

/** The functions of serverless.yml; each is a file of `src/composition-root`. */
export const functions: readonly string[];

/**
 * Writes the bundles, and the files that they load late; resolves with what went into each, by its name: that of the
 * function, or `lazy/<name>`.
 */
export function bundle(options?: { readonly outdir?: string }): Promise<Record<string, Metafile>>;

/** Bundles other programs as the handlers are bundled, each to `<out>.mjs`; nothing is cut out of those that are `whole`. */
export function bundleSources(
  outdir: string,
  entryPoints: readonly { readonly in: string; readonly out: string; readonly whole?: boolean }[],
): Promise<void>;
