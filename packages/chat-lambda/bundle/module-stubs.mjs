import { readFileSync } from 'node:fs';

/** What is true on every Node.js that the bundles are for, and would take a parser of version ranges to find out. */
const yes = () => 'module.exports = true;';

/**
 * Modules of dependencies that no handler needs, or needs little of, by what stands in for their source. Tests hold each
 * against the real one. The build fails where one is not met any more, or has not got what is to be replaced.
 * @type {Readonly<Record<string, (source: string) => string>>}
 */
export const CUT_OUTS = {
  'jsonwebtoken/lib/asymmetricKeyDetailsSupported.js': yes,
  'jsonwebtoken/lib/rsaPssKeyDetailsSupported.js': yes,
  'jsonwebtoken/lib/psSupported.js': yes,
  'jsonwebtoken/sign.js': () =>
    `module.exports = () => { throw new Error('The bundles leave out how to sign tokens'); };`,
  // The same code, so that it is seen to have no side effects.
  '@smithy/core/dist-es/submodules/serde/index.js': (source) =>
    [
      [/^export (class (\w+) extends [^{]*\{\s*\})$/m, 'export const $2 = /* @__PURE__ */ (() => $1)();'],
      [/(?<== )(?=bindV4\()/, '/* @__PURE__ */ '],
    ].reduce(replaced, source),
};

/**
 * Cuts modules out.
 * @param {Set<string>} used takes the names of those that were met
 * @returns {import('esbuild').Plugin}
 */
export function moduleStubs(used) {
  const names = Object.keys(CUT_OUTS);
  const filter = new RegExp(`[\\\\/]node_modules[\\\\/](?:${names.map(pattern).join('|')})$`);
  return {
    name: 'module-stubs',
    setup(build) {
      build.onLoad({ filter }, ({ path }) => {
        const name = names.find((one) => slashes(path).endsWith(`/node_modules/${one}`));
        used.add(name);
        return { contents: CUT_OUTS[name](readFileSync(path, 'utf8')) };
      });
    },
  };
}

function replaced(source, [what, by]) {
  if (!what.test(source)) throw new Error(`nothing to cut out at ${what}`);
  return source.replace(what, by);
}

function pattern(name) {
  return name.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]');
}

function slashes(path) {
  return path.replaceAll('\\', '/');
}
