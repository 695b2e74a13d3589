import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';

/** The size limit of the client, with its parser, in a web page. */
const BUDGET = 9 * 1_024;

/** The same with all extras, and what of chat-protocol they need. */
const WHOLE_BUDGET = 16 * 1_024;

/** The client as a consumer's bundler builds it for browsers. */
async function browserBundle(
  contents = `import { ChatClient } from './index.js'; globalThis.client = new ChatClient({ url, getToken });`,
) {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@serverless-ws/source'],
    write: false,
    metafile: true,
  });
  const carried = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
  return { code: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs), carried };
}

describe('the browser build', () => {
  it('is 9 KB at most, minified and gzipped', async () => {
    const { code } = await browserBundle();
    const bytes = gzipSync(code, { level: 9 }).length;
    expect(bytes).toBeGreaterThan(2_000);
    expect(bytes).toBeLessThanOrEqual(BUDGET);
  });

  it('is 16 KB at most with all extras', async () => {
    const { code, carried } = await browserBundle(`export * from './index.js';`);
    expect(carried.filter((path) => path.includes('src/extras/')).length).toBeGreaterThan(9);
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(WHOLE_BUDGET);
  });

  it('has no extra in it that the page does not import', async () => {
    const { carried } = await browserBundle();
    expect(carried.filter((path) => path.includes('src/extras/'))).toEqual([]);
  });

  it('has no descriptor in it: an app brings those that it uses', async () => {
    const { carried } = await browserBundle();
    expect(carried.filter((path) => /chat-protocol\/src\/(actions|events|fields)/.test(path))).toEqual([]);
  });

  it('has no Node module in it, and no eval', async () => {
    // Bundling for the browser fails at the first `node:` import; `ws` would come as a stub.
    const { code, inputs } = await browserBundle();
    expect(inputs.filter((path) => /node_modules\/ws|node-socket/.test(path))).toEqual([]);
    expect(code).not.toMatch(/\beval\b|new Function|\bprocess\.|\bBuffer\b/);
  });
});
