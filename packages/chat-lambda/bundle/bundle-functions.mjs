// Bundles functions, each on its own. JavaScript, because the framework loads its plugins without anything that could
// read TypeScript.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { builtinModules } from './builtin-modules.mjs';
import { lazyFiles } from './lazy-files.mjs';
import { CUT_OUTS, moduleStubs } from './module-stubs.mjs';
import { needsWholeModules } from './whole-modules.mjs';

/** Only where a CommonJS dependency asks for a module of Node: an ES module has no `require` of its own. */
const banner =
  'const require=(name)=>process.getBuiltinModule(name)??(()=>{throw new Error(`${name} is not in this bundle`)})();';

/**
 * Writes the bundles of functions: all in one go, since what they share is then read and parsed once. What they load on
 * first use becomes files of its own, in `lazy`. Modules of dependencies that the chat does not need are stubs, but in
 * functions whose own code uses these dependencies. Beside each is its source map, `<name>.mjs.map`, which it does not
 * name: no start reads it, and it is deployed with none.
 * @param {string} outdir where to
 * @param {readonly { in: string, out: string }[]} entryPoints sources, and what their bundles are called, without `.mjs`
 * @param {{ everyStub?: boolean }} [options] whether it is an error where a stub replaces nothing any more
 * @returns {Promise<Record<string, import('esbuild').Metafile>>} what went into each, by `out`, and `lazy/<name>`
 */
export async function bundleFunctions(outdir, entryPoints, { everyStub = false } = {}) {
  const [found, used] = [new Map(), new Set()];
  const metafile = await write(outdir, entryPoints, [lazyFiles(found), moduleStubs(used)]);
  const missed = Object.keys(CUT_OUTS).filter((name) => !used.has(name));
  if (everyStub && missed.length > 0)
    throw new Error(`no function imports ${missed.join(', ')} any more: see module-stubs.mjs`);
  const metafiles = new Map(entryPoints.map(({ out }) => [out, only(metafile, `${out}.mjs`)]));
  const whole = entryPoints.filter(({ out }) => needsWholeModules(metafiles.get(out)));
  if (whole.length > 0) {
    const wholeMetafile = await write(outdir, whole, [lazyFiles(found)]);
    for (const { out } of whole) metafiles.set(out, only(wholeMetafile, `${out}.mjs`));
  }
  // In one go again, and what these load in the next.
  for (let files = lazyOf(found, metafiles); files.length > 0; files = lazyOf(found, metafiles)) {
    const lazy = await write(outdir, files, [lazyFiles(found, { late: true })]);
    for (const { out } of files) metafiles.set(out, only(lazy, `${out}.mjs`));
  }
  return Object.fromEntries(metafiles);
}

/**
 * The files that a function is deployed with: its bundle, what it loads on first use, and what that loads.
 * @param {Record<string, import('esbuild').Metafile>} metafiles as {@link bundleFunctions} returns them
 * @param {string} name of the bundle
 * @returns {readonly string[]} from the folder of the bundles
 */
export function filesOf(metafiles, name) {
  const files = new Set([name]);
  // A set goes through what is added meanwhile, too.
  for (const file of files) {
    const imports = Object.values(metafiles[file].outputs).flatMap((output) => output.imports);
    for (const { path } of imports) {
      const imported = join(dirname(file), path).replace(/\.mjs$/, '');
      if (path.startsWith('./') && imported in metafiles) files.add(imported);
    }
  }
  return [...files].map((file) => `${file}.mjs`);
}

/**
 * Bundles other programs as functions are bundled.
 * @param {string} outdir where to
 * @param {readonly { in: string, out: string, whole?: boolean }[]} entryPoints sources, and what their bundles are
 * called, without `.mjs`; nothing is a stub in those that are `whole`
 */
export async function bundleSources(outdir, entryPoints) {
  for (const { whole = false, ...entryPoint } of entryPoints) {
    await write(outdir, [entryPoint], whole ? [] : [lazyFiles(new Map()), moduleStubs(new Set())]);
  }
}

async function write(outdir, entryPoints, plugins) {
  const { metafile, outputFiles } = await build({
    entryPoints: [...entryPoints],
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
    // Positions and paths are what a stack trace needs; the sources themselves are in the repository.
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
    write: false,
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [path, text]));
  const needsBanner = (path) => texts.get(path)?.includes('Dynamic require of') ?? false;
  await Promise.all(
    [...texts].map(([path, text]) => {
      if (needsBanner(path)) return replace(path, `${banner}\n${text}`);
      return replace(path, needsBanner(path.replace(/\.map$/, '')) ? oneLineLower(text) : text);
    }),
  );
  return metafile;
}

/** A source map of a text before which a line was put. */
function oneLineLower(map) {
  const { mappings, ...others } = JSON.parse(map);
  return JSON.stringify({ ...others, mappings: `;${mappings}` });
}

/** The entry points of files that are loaded on first use, but for those that are there. */
function lazyOf(found, there) {
  const files = [...found].map(([name, path]) => ({ in: path, out: `lazy/${name}` }));
  return files.filter(({ out }) => !there.has(out));
}

/** The part of a metafile that is about one bundle. */
function only({ inputs, outputs }, file) {
  return {
    inputs,
    outputs: Object.fromEntries(Object.entries(outputs).filter(([path]) => `/${path}`.endsWith(`/${file}`))),
  };
}

/** A reader in between gets the old bundle or the new one, never half of one. */
async function replace(path, contents) {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, contents);
  await rename(fresh, path);
}
