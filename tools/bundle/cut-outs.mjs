/** What is true on every Node.js that the bundles are for, and would take a parser of version ranges to find out. */
const YES = 'module.exports = true;';

/**
 * Modules of dependencies that no handler needs, by what stands in for them. A test holds each against the real one.
 * @type {Readonly<Record<string, string>>}
 */
export const CUT_OUTS = {
  'jsonwebtoken/lib/asymmetricKeyDetailsSupported.js': YES,
  'jsonwebtoken/lib/rsaPssKeyDetailsSupported.js': YES,
  'jsonwebtoken/lib/psSupported.js': YES,
  'jsonwebtoken/sign.js': `module.exports = () => { throw new Error('The bundles leave out how to sign tokens'); };`,
};

/** A package that has no side effects, and forgets to say so: what of it is not used may go. */
const PURE = '@aws-sdk/lib-dynamodb';

/**
 * Cuts modules out.
 * @param {Set<string>} used takes the names of those that were met
 * @returns {import('esbuild').Plugin}
 */
export function cutOuts(used) {
  const names = Object.keys(CUT_OUTS);
  const filter = new RegExp(`[\\\\/]node_modules[\\\\/](?:${names.map(pattern).join('|')})$`);
  return {
    name: 'cut-outs',
    setup(build) {
      build.onLoad({ filter }, ({ path }) => {
        const name = names.find((one) => slashes(path).endsWith(`/node_modules/${one}`));
        used.add(name);
        return { contents: CUT_OUTS[name], loader: 'js' };
      });
      build.onResolve(
        { filter: new RegExp(`^(?:${PURE}|\\..*)$`) },
        async ({ path, pluginData, importer, ...how }) => {
          const inside = path === PURE || slashes(importer).includes(`/node_modules/${PURE}/`);
          if (!inside || pluginData === cutOuts) return undefined;
          const { kind, resolveDir } = how;
          const resolved = await build.resolve(path, { kind, importer, resolveDir, pluginData: cutOuts });
          return { path: resolved.path, errors: resolved.errors, sideEffects: false };
        },
      );
    },
  };
}

function pattern(name) {
  return name.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]');
}

function slashes(path) {
  return path.replaceAll('\\', '/');
}
