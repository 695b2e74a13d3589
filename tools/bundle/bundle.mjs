// Bundles each function of the composition root on its own: `dist/<name>-handler.mjs`, exporting `handler`.
// Called by `nx build ws-lambda`, by the plugin of serverless.yml before it packages, and by `npm start`. JavaScript,
// because the framework loads its plugins without anything that could read TypeScript.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const app = join(import.meta.dirname, '../../apps/ws-lambda');

/** The functions of serverless.yml; each is a file of the composition root. */
export const functions = ['authorizer', 'connection', 'send-message', 'room', 'moderation', 'default'];

/** Only where a CommonJS dependency asks for a module of Node: an ES module has no `require` of its own. */
const banner = `import{createRequire}from'node:module';const require=createRequire(import.meta.url);`;

/**
 * Writes the bundles.
 * @param {{ outdir?: string }} [options] where to; `apps/ws-lambda/dist` by default
 * @returns {Promise<Record<string, import('esbuild').Metafile>>} what went into each, by name
 */
export async function bundle({ outdir = join(app, 'dist') } = {}) {
  await mkdir(outdir, { recursive: true });
  return Object.fromEntries(
    await Promise.all(functions.map(async (name) => [name, await one(name, outdir)])),
  );
}

async function one(name, outdir) {
  const options = {
    entryPoints: [join(app, 'src/composition-root', `${name}.ts`)],
    outfile: join(outdir, `${name}-handler.mjs`),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    conditions: ['@serverless-ws/source'],
    // The ES modules of a package where it has both: less is left after shaking, and they load faster.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    write: false,
  };
  const plain = await build(options);
  const needsRequire = plain.outputFiles.some(({ text }) => text.includes('Dynamic require of'));
  const { metafile, outputFiles } = needsRequire
    ? await build({ ...options, banner: { js: banner } })
    : plain;
  await Promise.all(outputFiles.map(({ path, contents }) => replace(path, contents)));
  return metafile;
}

/** Never half a bundle, whoever reads it meanwhile. */
async function replace(path, contents) {
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, contents);
  await rename(fresh, path);
}
