// Bundles each function of the composition root on its own: `dist/<name>-handler.mjs`, exporting `handler`.
// Called by `nx build ws-lambda`, by the plugin of serverless.yml before it packages, and by `npm start`. JavaScript,
// because the framework loads its plugins without anything that could read TypeScript.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const app = join(import.meta.dirname, '../../apps/ws-lambda');

/** The functions of serverless.yml; each is a file of the composition root. */
export const functions = [
  'authorizer',
  'connection',
  'send-message',
  'room',
  'moderation',
  'default',
  'broadcast',
];

/** Only where a CommonJS dependency asks for a module of Node: an ES module has no `require` of its own. */
const banner = `import{createRequire}from'node:module';const require=createRequire(import.meta.url);`;

/**
 * Writes the bundles: all in one go, since what they share is then read and parsed once.
 * @param {{ outdir?: string }} [options] where to; `apps/ws-lambda/dist` by default
 * @returns {Promise<Record<string, import('esbuild').Metafile>>} what went into each, by name
 */
export async function bundle({ outdir = join(app, 'dist') } = {}) {
  await mkdir(outdir, { recursive: true });
  const { metafile, outputFiles } = await build({
    entryPoints: functions.map((name) => join(app, 'src/composition-root', `${name}.ts`)),
    outdir,
    entryNames: '[name]-handler',
    outExtension: { '.js': '.mjs' },
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
  });
  await Promise.all(outputFiles.map(({ path, text }) => replace(path, complete(text))));
  return Object.fromEntries(functions.map((name) => [name, only(metafile, `${name}-handler.mjs`)]));
}

function complete(text) {
  return text.includes('Dynamic require of') ? `${banner}\n${text}` : text;
}

/** The part of a metafile that speaks of one bundle. */
function only({ inputs, outputs }, file) {
  return {
    inputs,
    outputs: Object.fromEntries(Object.entries(outputs).filter(([path]) => path.endsWith(`/${file}`))),
  };
}

/** Never half a bundle, whoever reads it meanwhile. */
async function replace(path, contents) {
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, contents);
  await rename(fresh, path);
}
