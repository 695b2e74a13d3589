// Transforms TypeScript for Jest by @swc/jest, with results that all projects share. The keys of @swc/jest hold the whole
// configuration of a project, so each project would transform the sources of all that it uses anew.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { createTransformer } from '@swc/jest';

const require = createRequire(import.meta.url);
const versions = ['@swc/core', '@swc/jest'].map((name) => require(`${name}/package.json`).version);

/**
 * @param {object} options of swc
 * @returns the transformer of @swc/jest, but for its keys
 */
function createSharedTransformer(options) {
  /** What becomes of a file depends on its text, its path and the options; with coverage, on the project that counts it. */
  const getCacheKey = (text, path, { config, instrument, supportsStaticESM }) =>
    createHash('sha1')
      .update(JSON.stringify([versions, options, path, supportsStaticESM, instrument && config.rootDir]))
      .update(text)
      .digest('hex');
  return { ...createTransformer(options), getCacheKey };
}

export default { createTransformer: createSharedTransformer };
