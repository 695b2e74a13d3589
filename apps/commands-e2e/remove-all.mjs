import { rm } from 'node:fs/promises';
import removeBundles from '@serverless-ws/bundle/remove-bundles.mjs';

/** Called by Jest after the last suite. */
export default async function removeAll() {
  const { BUNDLED_PROGRAMS: folder } = process.env;
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  await removeBundles();
}
