import { isBuiltin } from 'node:module';

/**
 * Takes Node's own modules from `process.getBuiltinModule` instead of importing them. An import makes an ES module of
 * each, which takes 0.4 ms and reads every export. Some of these are getters that load far more than the import needs:
 * from Node 22 on `http.WebSocket` a whole other HTTP client (undici, 30 to 40 ms), `crypto.webcrypto` all of Web Crypto.
 * Here only what is used is read.
 * @type {import('esbuild').Plugin}
 */
export const builtinModules = {
  name: 'builtin-modules',
  setup(build) {
    build.onResolve({ filter: /^[a-z]/ }, ({ kind, path }) => {
      if (kind === 'require-call' || !isBuiltin(path)) return undefined;
      // The used exports of a dynamic import are not known.
      const namespace = kind === 'dynamic-import' ? 'whole-builtin-module' : 'builtin-module';
      return { path: path.replace(/^(?!node:)/, 'node:'), namespace, sideEffects: false };
    });
    build.onLoad({ filter: /./, namespace: 'whole-builtin-module' }, ({ path }) => ({
      contents: `module.exports = ${taken(path)};`,
    }));
    build.onLoad({ filter: /./, namespace: 'builtin-module' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => name !== 'default');
      const exported = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => all.${name})();`);
      return {
        contents: [`const all = /* @__PURE__ */ ${taken(path)};`, 'export default all;', ...exported].join(
          '\n',
        ),
      };
    });
  },
};

function taken(path) {
  return `process.getBuiltinModule(${JSON.stringify(path)})`;
}
