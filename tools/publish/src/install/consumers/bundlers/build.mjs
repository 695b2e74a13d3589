// Bundles the page by each bundler, as its documentation says for browsers and with nothing else set.
import { fileURLToPath } from 'node:url';
import nodeResolve from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import webpack from 'webpack';

const entry = fileURLToPath(new URL('main.mjs', import.meta.url));
const folder = (name) => fileURLToPath(new URL(`dist/${name}`, import.meta.url));

await build({ entryPoints: [entry], bundle: true, format: 'esm', outfile: `${folder('esbuild')}/page.js` });

const bundle = await rollup({ input: entry, plugins: [nodeResolve({ browser: true })] });
await bundle.write({ file: `${folder('rollup')}/page.js`, format: 'iife' });
await bundle.close();

await new Promise((resolve, reject) => {
  const output = { path: folder('webpack'), filename: 'page.js' };
  webpack({ mode: 'production', entry, output }, (error, stats) => {
    if (error ?? stats.hasErrors()) reject(error ?? new Error(stats.toString()));
    else resolve();
  });
});
console.log('bundled');
