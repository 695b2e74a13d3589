/**
 * Takes `node:http` from `process.getBuiltinModule` instead of importing it. An import makes an ES module of it, which
 * reads every export, and from Node 22 on some of these are getters that load a whole other HTTP client (undici, for
 * `http.WebSocket`): 30 to 40 ms of every cold start.
 * @type {import('esbuild').Plugin}
 */
export const quietHttp = {
  name: 'quiet-http',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?http$/ }, ({ kind }) =>
      kind === 'require-call' ? undefined : { path: 'http', namespace: 'quiet-http' },
    );
    build.onLoad({ filter: /./, namespace: 'quiet-http' }, () => ({
      contents: `module.exports = process.getBuiltinModule('node:http');`,
      loader: 'js',
    }));
  },
};
