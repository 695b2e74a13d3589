import { rm } from 'node:fs/promises';

/** Called by Jest after the last suite. */
export default async function removeDev() {
  const { PACKAGED_DEV: folder } = process.env;
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
