import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

/** A position in a bundle, as V8 writes it: `file:///var/task/apps/ws-lambda/dist/room.mjs:1:2345`. */
const POSITION = /(?:file:\/\/)?(\/[^\s():]+\.mjs):(\d+):(\d+)/g;

/** Turns positions in bundles into positions in sources. */
export class SourcePositions {
  readonly #folder: string;
  readonly #maps = new Map<string, TraceMap | null>();

  /** @param folder - of source maps, by the paths of bundles in their packages, or by the ends of these paths */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A text with every position replaced of whose bundle there is a map; others stay as they are. */
  readable(text: string): string {
    return text.replace(POSITION, (bundled, path: string, line: string, column: string) => {
      const map = this.#mapOf(path);
      // V8 counts columns from 1, source maps from 0.
      const found = map && originalPositionFor(map, { line: Number(line), column: Number(column) - 1 });
      if (!found || found.source === null) return bundled;
      return `${fromRoot(found.source)}:${found.line}:${found.column + 1}`;
    });
  }

  #mapOf(path: string): TraceMap | null {
    const known = this.#maps.get(path);
    if (known !== undefined) return known;
    const parts = path.split('/');
    const ends = parts.map((_, index) => join(this.#folder, `${parts.slice(index).join('/')}.map`));
    const file = ends.find((end) => existsSync(end));
    const map = file === undefined ? null : new TraceMap(readFileSync(file, 'utf8'));
    this.#maps.set(path, map);
    return map;
  }
}

/** Sources are named from the folder of their bundle; all lie in one repository, so without the way up to its root. */
function fromRoot(source: string): string {
  return source.replace(/^(?:\.\.\/)+/, '');
}
