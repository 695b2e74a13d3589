// Called by Jest before the first suite of a project that starts many stacks.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';

/** Bundles the functions once for a whole run: `BUNDLED_FUNCTIONS` names the folder to all stacks that start. */
export default async function bundleOnce() {
  const folder = await mkdtemp(join(tmpdir(), 'bundled-functions-'));
  // Set first, so that the folder is removed when the sources do not build.
  process.env.BUNDLED_FUNCTIONS = folder;
  await bundle({ outdir: folder });
}
