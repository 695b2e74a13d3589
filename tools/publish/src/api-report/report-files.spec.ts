import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandError } from '@serverless-ws/command-line/command.js';
import { checkReports, writeReports } from './report-files.js';

let root = '';

const SIGNATURE = 'export declare function greet(name: string): Greeting;';
const GREETING = '/** What greets. */\nexport interface Greeting { readonly text: string }';

function write(file: string, content: string): void {
  writeFileSync(join(root, file), content);
}

function writeExports(paths: Readonly<Record<string, string>>): void {
  const entries = Object.entries(paths).map(([path, types]) => [path, { types, default: './none.js' }]);
  const exports = { ...Object.fromEntries(entries), './package.json': './package.json' };
  write('package.json', JSON.stringify({ name: 'sample', version: '1.0.0', type: 'module', exports }));
}

function kept(name: string): string {
  return readFileSync(join(root, 'api', name), 'utf8');
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'api-report-sample-'));
  mkdirSync(join(root, 'dist/testing'), { recursive: true });
  writeExports({ '.': './dist/index.d.ts', './testing': './dist/testing/index.d.ts' });
  const compilerOptions = { module: 'nodenext', lib: ['es2023'], types: [], composite: true, rootDir: 'src' };
  write('tsconfig.lib.json', JSON.stringify({ compilerOptions }));
  write('dist/index.d.ts', "export * from './greeting.js';\nexport * from './greet.js';\n");
  write('dist/greeting.d.ts', GREETING);
  write(
    'dist/greet.d.ts',
    `import type { Greeting } from './greeting.js';\n/** Greets. */\n${SIGNATURE}\nexport {};`,
  );
  write(
    'dist/testing/index.d.ts',
    "import type { Greeting } from '../greeting.js';\ninterface Own { x: 1 }\nexport declare const SAMPLE: Greeting & Own;",
  );
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the reports of a package', () => {
  it('are one for each entry point, and nothing to complain about once they are written', () => {
    expect(writeReports(root)).toEqual(
      ['index.api.md', 'testing.api.md'].map((name) => join(root, 'api', name)),
    );
    expect(kept('index.api.md')).toContain('export function greet(name: string): Greeting;');
    expect(checkReports(root)).toEqual([]);
  });

  it('show a type that is not exported where it is part of a signature, once in a package', () => {
    writeReports(root);
    expect(kept('testing.api.md')).toContain('export const SAMPLE: Greeting & Own;');
    expect(kept('testing.api.md')).toContain('interface Own {');
    expect(kept('testing.api.md')).not.toContain('interface Greeting {');
  });

  it('tell which lines a change of a signature changes, and how to write them anew', () => {
    writeReports(root);
    write('dist/greet.d.ts', readFileSync(join(root, 'dist/greet.d.ts'), 'utf8').replace('name:', 'name?:'));
    const [finding, ...others] = checkReports(root);
    expect(others).toEqual([]);
    expect(finding?.split('\n')).toEqual([
      expect.stringMatching(/api\/index\.api\.md.*`npm run api-report`/),
      '  - export function greet(name: string): Greeting;',
      '  + export function greet(name?: string): Greeting;',
    ]);
  });

  it('do not change with the words of a comment or with the order of the exports', () => {
    writeReports(root);
    write('dist/greeting.d.ts', GREETING.replace('What greets', 'A greeting'));
    write('dist/index.d.ts', "export * from './greet.js';\nexport * from './greeting.js';\n");
    expect(checkReports(root)).toEqual([]);
  });

  it('are missed where they were not written, and deleted with their entry point', () => {
    expect(checkReports(root)).toHaveLength(2);
    writeReports(root);
    writeExports({ '.': './dist/index.d.ts' });
    expect(checkReports(root)).toEqual([expect.stringContaining('api/testing.api.md')]);
    writeReports(root);
    expect(readdirSync(join(root, 'api'))).toEqual(['index.api.md']);
  });

  it('are refused for declarations that name a type that is nowhere', () => {
    write('dist/greeting.d.ts', 'export interface Greeting extends Missing {}');
    expect(() => checkReports(root)).toThrow(CommandError);
    expect(() => checkReports(root)).toThrow(/dist\/index\.d\.ts: .*Missing/);
  });
});
