// Bundles the programs of package.json. From sources each start takes a second: a loader thread is asked for each of some
// hundred small files, and suites start programs by the dozen.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../..');

/** `dev/src/chat/cli.ts`, …: the programs of some tools that scripts of package.json run, from the folder `tools`. */
function programsOf(tools) {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const found = Object.values(scripts).flatMap((script) => script.match(/(?<=tools\/)\S+\/cli\.ts/g) ?? []);
  return [...new Set(found)].filter((program) => tools.includes(program.replace(/\/.*/, '')));
}

/** What a source knows of its own place is that of the source in the bundle, too. */
const ownPlace = {
  name: 'own-place',
  setup({ onLoad }) {
    onLoad({ filter: /\.m?ts$|\.mjs$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta.')) return undefined;
      const place = [
        `const ownDirname = ${JSON.stringify(dirname(path))};`,
        `const ownUrl = ${JSON.stringify(pathToFileURL(path).href)};`,
      ];
      return { contents: [...place, text].join(''), loader: path.endsWith('.mjs') ? 'js' : 'ts' };
    });
  },
};

/** Leaves npm packages where they are; the workspace's own are in the bundle. */
const npmPackagesOutside = {
  name: 'npm-packages-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./#]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@serverless-ws/') ? undefined : { path, external: true },
    );
  },
};

/**
 * Writes the bundles, named as the sources are: `dev/src/chat/cli.mjs`. Programs share chunks.
 * @param {{ outdir: string, tools: readonly string[] }} options where to, inside the workspace, where npm packages are
 * found; and folders in `tools`: `dev`
 */
export async function bundlePrograms({ outdir, tools }) {
  await build({
    entryPoints: programsOf(tools).map((program) => ({
      in: join(root, 'tools', program),
      out: program.replace(/\.ts$/, ''),
    })),
    outdir,
    plugins: [npmPackagesOutside, ownPlace],
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    conditions: ['@serverless-ws/source'],
    define: { 'import.meta.dirname': 'ownDirname', 'import.meta.url': 'ownUrl' },
    logLevel: 'error',
  });
}
