import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkDeclarations } from './check-declarations.js';

/** What is found in a package with these declarations. It lies in the workspace, where `@types/node` is found. */
function findingsIn(declarations: string): readonly string[] {
  const root = mkdtempSync(join(import.meta.dirname, 'package-'));
  try {
    const exports = {
      '.': { types: './index.d.ts', default: './index.js' },
      './package.json': './package.json',
    };
    writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', exports }));
    writeFileSync(join(root, 'index.d.ts'), declarations);
    return checkDeclarations(root);
  } finally {
    rmSync(root, { recursive: true });
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
});
