import type { Metafile } from 'esbuild';

/** The functions of serverless.yml, by the names of their entry files in `apps/ws-lambda/src`. */
export const functions: readonly string[];

/** Where the bundles go that are packaged. */
export const dist: string;

/**
 * Writes the bundles, and the files that they load on first use; resolves with what went into each, by its name: that of
 * the function, or `lazy/<name>`.
 */
export function bundle(options: { readonly outdir: string }): Promise<Record<string, Metafile>>;
