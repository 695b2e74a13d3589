// Bundles what suites start again and again, once for all suites of a run.
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import bundleOnce from '@serverless-ws/bundle/bundle-once.mjs';
import { bundlePrograms } from '@serverless-ws/bundle/bundle-programs.mjs';

/** Inside the workspace, where npm packages are found. */
const cache = join(import.meta.dirname, '../../node_modules/.cache');

/**
 * Called by Jest before the first suite: `BUNDLED_FUNCTIONS` names the folder of the functions to all stacks that start,
 * `BUNDLED_PROGRAMS` that of the programs.
 */
export default async function bundleAll() {
  await bundleOnce();
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, 'bundled-programs-'));
  // Set first, so that the folder is removed when the sources do not build.
  process.env.BUNDLED_PROGRAMS = outdir;
  await bundlePrograms({ outdir, tools: ['dev', 'local-stack', 'scenarios'] });
}
