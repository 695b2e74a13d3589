// Bundles each function of the composition root on its own: `dist/<name>-handler.mjs`, exporting `handler`.
// Called by `nx build ws-lambda`, by the plugin of serverless.yml before it packages, and by `npm start`. JavaScript,
// because the framework loads its plugins without anything that could read TypeScript.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { builtinModules } from './builtin-modules.mjs';
import { CUT_OUTS, moduleStubs } from './module-stubs.mjs';
import { lazyFiles } from './lazy-files.mjs';

const app = join(import.meta.dirname, '../../../apps/ws-lambda');

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
const banner =
  'const require=(name)=>process.getBuiltinModule(name)??(()=>{throw new Error(`${name} is not in this bundle`)})();';

/**
 * Writes the bundles: all in one go, since what they share is then read and parsed once. What they load late becomes
 * files of its own, in `lazy`.
 * @param {{ outdir?: string }} [options] where to; `apps/ws-lambda/dist` by default
 * @returns {Promise<Record<string, import('esbuild').Metafile>>} what went into each, by name
 */
export async function bundle({ outdir = join(app, 'dist') } = {}) {
  const [found, cut] = [new Map(), new Set()];
  const handlers = functions.map((name) => ({
    in: join(app, 'src', `${name}.ts`),
    out: `${name}-handler`,
  }));
  const metafile = await write(outdir, handlers, [lazyFiles(found), moduleStubs(cut)]);
  const missed = Object.keys(CUT_OUTS).filter((name) => !cut.has(name));
  if (missed.length > 0)
    throw new Error(`nothing asks for ${missed.join(', ')} any more: see module-stubs.mjs`);
  const metafiles = functions.map((name) => [name, only(metafile, `${name}-handler.mjs`)]);
  // A map goes through what is added meanwhile, too.
  for (const [name, path] of found) {
    const file = `lazy/${name}`;
    const lazy = await write(outdir, [{ in: path, out: file }], [lazyFiles(found, { late: true })]);
    metafiles.push([file, only(lazy, `${file}.mjs`)]);
  }
  return Object.fromEntries(metafiles);
}

/**
 * Bundles other programs as the handlers are bundled.
 * @param {string} outdir where to
 * @param {{ in: string, out: string, whole?: boolean }[]} entryPoints sources, and what their bundles are called,
 * without `.mjs`; nothing is cut out of those that are `whole`
 */
export async function bundleSources(outdir, entryPoints) {
  for (const { whole = false, ...entryPoint } of entryPoints) {
    await write(outdir, [entryPoint], whole ? [] : [lazyFiles(new Map()), moduleStubs(new Set())]);
  }
}

async function write(outdir, entryPoints, plugins) {
  const { metafile, outputFiles } = await build({
    entryPoints,
    outdir,
    plugins: [builtinModules, ...plugins],
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // `module` is on by default, but not beside others. Without it the AWS SDK is CommonJS, of which nothing is shaken.
    conditions: ['@serverless-ws/source', 'module'],
    // The ES modules of a package where it has both: less is left after shaking, and they load faster.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    write: false,
  });
  await Promise.all(outputFiles.map(({ path, text }) => replace(path, complete(text))));
  return metafile;
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

/** Never half a bundle, also for a reader meanwhile. */
async function replace(path, contents) {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, contents);
  await rename(fresh, path);
}
