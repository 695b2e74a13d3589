import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as Esbuild from 'esbuild';

const require = createRequire(import.meta.url);

/** What the code is made of. */
const SOURCES = ['container.ts', 'handler-call.ts', 'messages.ts'];

let code: URL | undefined;

/**
 * `container.ts` as plain JavaScript, so that a container starts without the help of a TypeScript loader. Takes the place
 * of `built.ts` where this package runs from its sources, and is not published. Each text is bundled once for all processes.
 */
export function containerCode(): URL {
  code ??= pathToFileURL(bundled());
  return code;
}

/** Named by what it is made of: a change is another file. An installation, of another esbuild too, begins with none. */
function bundled(): string {
  const hash = createHash('sha256');
  for (const name of SOURCES) hash.update(readFileSync(new URL(`../${name}`, import.meta.url)));
  const folder = fileURLToPath(new URL('../../../../../node_modules/.cache/container-code', import.meta.url));
  const file = `${folder}/${hash.digest('hex')}.mjs`;
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    // A reader in between gets all of it or none.
    const fresh = `${file}.${randomUUID()}`;
    writeFileSync(fresh, built());
    renameSync(fresh, file);
  }
  return file;
}

/** @throws Error where it is made of more than {@link SOURCES} */
function built(): Uint8Array {
  const { buildSync } = require('esbuild') as typeof Esbuild;
  const { outputFiles, metafile } = buildSync({
    entryPoints: [fileURLToPath(new URL('../container.ts', import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'es2023',
  });
  const others = Object.keys(metafile.inputs).filter((path) => !SOURCES.includes(path.replace(/^.*\//, '')));
  if (others.length > 0) throw new Error(`${others.join(', ')} must be in SOURCES, too`);
  return outputFiles[0]?.contents ?? new Uint8Array();
}
