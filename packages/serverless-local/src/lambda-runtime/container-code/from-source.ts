import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

let code: URL | undefined;

/**
 * `container.ts` as plain JavaScript, so that a container starts without the help of a TypeScript loader. Takes the place
 * of `built.ts` where this package runs from its sources, and is not published.
 */
export function containerCode(): URL {
  if (code === undefined) {
    const entry = fileURLToPath(new URL('../container.ts', import.meta.url));
    const options = {
      bundle: true,
      write: false,
      platform: 'node',
      format: 'esm',
      target: 'es2023',
    } as const;
    const script =
      buildSync({ ...options, entryPoints: [entry] }).outputFiles[0]?.contents ?? new Uint8Array();
    code = new URL(`data:text/javascript;base64,${Buffer.from(script).toString('base64')}`);
  }
  return code;
}
