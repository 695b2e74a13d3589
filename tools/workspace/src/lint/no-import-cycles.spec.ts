import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { importCycle } from './no-import-cycles.mjs';

describe('a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'import-cycles-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** The way from the first of these files back to it. */
  function wayBack(files: Readonly<Record<string, string>>): readonly string[] | undefined {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const [[name = '', text = ''] = []] = Object.entries(files);
    return importCycle(join(folder, name), text)?.map((path) => relative(folder, path));
  }

  it.each([
    ['a value', "import { b } from './b.js';"],
    ['a type', "import type { B } from './b.js';"],
    ['late', "const { b } = await import('./b.js');"],
    ['to export it', "export * from './b.js';"],
    ['over several lines', "import {\n  a,\n  b,\n} from './b.js';"],
  ])('that imports itself by way of another is found: %s', (_, text) => {
    expect(
      wayBack({ 'a.ts': text, 'b.ts': "export { c } from './c.js';", 'c.ts': "import './a.js';" }),
    ).toEqual(['a.ts', 'b.ts', 'c.ts', 'a.ts']);
  });

  it('may be imported by several, import a package, what is not there, and files in a loop of their own', () => {
    const files = {
      'a.ts': "import './b.js';\nimport './c.js';\nimport 'node:fs';\nimport './built.js';",
      'b.ts': "import './c.js';",
      'c.ts': "import './b.js';",
    };

    expect(wayBack(files)).toBeUndefined();
  });
});
