import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A handler in a folder `dist`: `<folder>/dist/<name>.<export>`. */
const BUNDLE = /^(?:\.\/)?((?:.*\/)?)dist\/([^/]+)\.[^./]+$/;
const EXTENSIONS = ['ts', 'mts', 'js', 'mjs'];

/**
 * The bundles that handlers name: `app/dist/wave.handler` is `app/dist/wave.mjs`, made of `app/src/wave.ts` (or `.mts`,
 * `.js`, `.mjs`). Handlers in other folders are left alone.
 * @param {string} root the folder of the service
 * @param {readonly (string | undefined)[]} handlers
 * @returns {readonly { handler: string, folder: string, name: string, source: string }[]} folders from the root
 * @throws Error where there is no source
 */
export function functionEntries(root, handlers) {
  return handlers.flatMap((handler) => {
    const [, parent, name] = BUNDLE.exec(handler ?? '') ?? [];
    if (name === undefined) return [];
    const sources = EXTENSIONS.map((extension) => `${parent}src/${name}.${extension}`);
    const source = sources.find((path) => existsSync(join(root, path)));
    if (source === undefined) throw new Error(`${handler} has no source ${sources[0]}`);
    return [{ handler, folder: `${parent}dist`, name, source }];
  });
}
