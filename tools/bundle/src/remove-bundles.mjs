import { rm } from 'node:fs/promises';

/** Called by Jest after the last suite, where {@link bundleOnce} was called before the first. */
export default async function removeBundles() {
  const { BUNDLED_FUNCTIONS: folder } = process.env;
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
