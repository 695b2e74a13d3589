// Bundles the functions of serverless.yml. Called by `nx build ws-lambda` and by `npm start`; to package the stack, the
// plugin of chat-lambda does the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions, functionEntries } from '@serverless-ws/chat-lambda/bundle';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../../..');

/** Where the bundles go that are packaged. */
export const dist = join(root, 'apps/ws-lambda/dist');

const entries = functionEntries(root, handlers());

/** The functions of serverless.yml, by the names of their entry files in `apps/ws-lambda/src`. */
export const functions = entries.map(({ name }) => name);

/**
 * Writes the bundles, and the files that they load on first use.
 * @param {{ outdir: string }} options where to
 * @returns {Promise<Record<string, import('esbuild').Metafile>>} what went into each, by name
 */
export async function bundle({ outdir }) {
  const entryPoints = entries.map(({ name, source }) => ({ in: join(root, source), out: name }));
  return bundleFunctions(outdir, entryPoints, { everyStub: true });
}

function handlers() {
  const text = readFileSync(join(root, 'serverless.yml'), 'utf8');
  const file = parse(text, { logLevel: 'silent' });
  return Object.values(file.functions).map(({ handler }) => handler);
}
