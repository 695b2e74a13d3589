import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

let code: URL | undefined;

/** `container.ts` as plain JavaScript, so that a container starts without the help of a TypeScript loader. */
export function containerCode(): URL {
  if (code === undefined) {
    const source = readFileSync(join(import.meta.dirname, 'container.ts'), 'utf8');
    const { code: script } = transformSync(source, { loader: 'ts', format: 'esm', target: 'es2023' });
    code = new URL(`data:text/javascript;base64,${Buffer.from(script).toString('base64')}`);
  }
  return code;
}
