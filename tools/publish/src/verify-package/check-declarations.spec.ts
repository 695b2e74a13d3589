import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkDeclarations, checkImports } from './check-declarations.js';

/** Runs a check on a package with these declarations. It lies in the workspace, where `@types/node` is found. */
function findingsIn(declarations: string, imported = 'export {};', check = checkDeclarations) {
  const root = mkdtempSync(join(import.meta.dirname, 'package-'));
  const other = mkdtempSync(join(import.meta.dirname, 'other-'));
  try {
    const exports = {
      '.': { types: './index.d.ts', default: './index.js' },
      './package.json': './package.json',
    };
    writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', exports }));
    writeFileSync(join(root, 'index.d.ts'), declarations.replace('OTHER', `../${basename(other)}/index.js`));
    writeFileSync(join(other, 'index.d.ts'), imported);
    return check(root);
  } finally {
    for (const folder of [root, other]) rmSync(folder, { recursive: true });
  }
}

describe('the declarations of a package', () => {
  it('may name what Node and the language have', () => {
    expect(findingsIn('export declare function f(url: URL, bytes: Buffer): Promise<AbortSignal>;')).toEqual(
      [],
    );
  });

  it('may not name what only the DOM library has', () => {
    const found = findingsIn('export declare function f(it: Pick<Storage, "getItem">): HTMLElement;');
    expect(found.map((finding) => finding.split(': ').at(-1))).toEqual([
      expect.stringContaining("Cannot find name 'Storage'"),
      expect.stringContaining("Cannot find name 'HTMLElement'"),
    ]);
  });

  it('are not blamed for those of a package that they import, which are checked apart', () => {
    const own = "export type { It } from 'OTHER'; export declare const own: HTMLElement;";
    const imported = 'export interface It { readonly element: Storage }';
    const of = (check?: typeof checkDeclarations) =>
      findingsIn(own, imported, check).map((finding) => finding.split(': ').at(-1));
    expect(of()).toEqual([expect.stringContaining("'HTMLElement'")]);
    expect(of((root) => checkImports([root]))).toEqual([expect.stringContaining("'Storage'")]);
  });
});
