import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';

/** The size limit of the client and the parser it needs, in a web page. */
const BUDGET = 9 * 1_024;

/** The client as a consumer's bundler builds it for browsers. */
async function browserBundle() {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `import { ChatClient } from './index.js'; globalThis.client = new ChatClient({ url, getToken });`,
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
  return { code: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
}

describe('the browser build', () => {
  it('is 9 KB at most, minified and gzipped', async () => {
    const { code } = await browserBundle();
    const bytes = gzipSync(code, { level: 9 }).length;
    expect(bytes).toBeGreaterThan(2_000);
    expect(bytes).toBeLessThanOrEqual(BUDGET);
  });

  it('has no Node module in it, and no eval', async () => {
    // Bundling for the browser fails at the first `node:` import; `ws` would come as a stub.
    const { code, inputs } = await browserBundle();
    expect(inputs.filter((path) => path.includes('node_modules/ws') || path.includes('node-socket'))).toEqual(
      [],
    );
    expect(code).not.toMatch(/\beval\b|new Function|\bprocess\.|\bBuffer\b/);
  });
});
