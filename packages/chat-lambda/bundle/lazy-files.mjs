import { basename } from 'node:path';

/** A file of an installed package that is not the chat's. */
const VENDOR = /[\\/]node_modules[\\/](?!@serverless-ws[\\/])(?!.*[\\/]node_modules[\\/])/;

/**
 * Makes a file of its own of whatever our sources load by `import()`: left in the bundle it would be read at every
 * start, and code that is split off by esbuild shares chunks with the rest, which would be more files at every start.
 * @param {Map<string, string>} found takes the names and sources of these files
 * @param {{ late?: boolean }} [options] whether what is bundled is itself such a file: they lie beside each other, and
 * hold all that a package of others loads by `import()`
 * @returns {import('esbuild').Plugin}
 */
export function lazyFiles(found, { late = false } = {}) {
  return {
    name: 'lazy-files',
    setup(build) {
      build.onResolve({ filter: /./ }, async ({ kind, path, pluginData, importer, resolveDir }) => {
        if (kind !== 'dynamic-import' || pluginData === lazyFiles || path.startsWith('node:'))
          return undefined;
        // The credential chain's. It is shaken out, but would keep what it asks for from being joined into one scope.
        if (VENDOR.test(importer)) return late ? undefined : { path, external: true };
        const resolved = await build.resolve(path, { kind, importer, resolveDir, pluginData: lazyFiles });
        const name = basename(path, '.js');
        if (resolved.errors.length > 0) return { errors: resolved.errors };
        if ((found.get(name) ?? resolved.path) !== resolved.path) {
          return { errors: [{ text: `two files that are loaded late have the name ${name}` }] };
        }
        found.set(name, resolved.path);
        return { path: `./${late ? '' : 'lazy/'}${name}.mjs`, external: true };
      });
    },
  };
}
