import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { bundleSources } from './bundle-functions.mjs';
import { CUT_OUTS } from './module-stubs.mjs';

const require = createRequire(import.meta.url);
const pathOf = (name: string) => join(import.meta.dirname, '../../../node_modules', name);

/** What stands in for a module. */
function standIn(name: string): string {
  return CUT_OUTS[name]?.(readFileSync(pathOf(name), 'utf8')) ?? '';
}

/** What a CommonJS module exports by itself: a function instead of `require`, so that nothing real can be reached. */
function exportsOf(code: string): unknown {
  const module: { exports: unknown } = { exports: undefined };
  new Function('module', code)(module);
  return module.exports;
}

/** The names that an ES module exports by declaration. */
function declared(code: string): readonly string[] {
  return [...code.matchAll(/^export (?:var|const|class|function) ([\w$]+)/gm)].map(([, name = '']) => name);
}

describe('what stands in for a module that is cut out', () => {
  it.each(Object.keys(CUT_OUTS).filter((name) => name.startsWith('jsonwebtoken/lib/')))(
    '%s says what the module says on every Node that is supported',
    (name) => {
      expect(exportsOf(standIn(name))).toBe(require(name));
    },
  );

  it('fails with its reason where it is called after all', () => {
    const sign = exportsOf(standIn('jsonwebtoken/sign.js'));
    expect(typeof require(pathOf('jsonwebtoken/sign.js'))).toBe('function');
    expect(sign).toThrow('The bundles leave out how to sign tokens');
  });

  it.each(Object.keys(CUT_OUTS).filter((name) => /^@smithy/.test(name)))(
    '%s has the exports of the module',
    (name) => {
      const names = declared(readFileSync(pathOf(name), 'utf8'));
      expect(names.length).toBeGreaterThan(1);
      expect(declared(standIn(name)).toSorted()).toEqual(names.toSorted());
    },
  );

  it('is refused where a module has not got any more what is to be replaced', () => {
    const replacing = Object.keys(CUT_OUTS).filter((name) => /serde/.test(name));
    expect(replacing).toHaveLength(1);
    for (const name of replacing) expect(() => CUT_OUTS[name]?.('export {};')).toThrow('nothing to cut out');
  });

  it('leaves a module as it works that only has its side effects taken off', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'module-stubs-'));
    try {
      const serde = pathOf('@smithy/core/dist-es/submodules/serde/index.js');
      const program = `import { Uint8ArrayBlobAdapter as Blob, v4 } from ${JSON.stringify(serde)};
        export const text = Blob.fromString('text').transformToString(), id = v4();`;
      await writeFile(join(folder, 'program.js'), program);
      await bundleSources(folder, [{ in: join(folder, 'program.js'), out: 'bundle' }]);
      const { text, id } = await import(pathToFileURL(join(folder, 'bundle.mjs')).href);
      expect(text).toBe('text');
      expect(id).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
