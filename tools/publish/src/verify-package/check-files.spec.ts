import { describe, expect, it } from '@jest/globals';
import { checkFiles } from './check-files.js';

const complete = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/index.js', 'src/index.ts'];

describe('the files of a package', () => {
  it('are fine when they are code, types and documents', () => {
    const model = ['src/model/room.ts', 'dist/model/room.js.map', 'dist/model/room.d.ts.map'];
    expect(checkFiles([...complete, 'dist/index.d.ts', ...model])).toEqual([]);
  });

  it('are fine when they are what a service is bundled and deployed with', () => {
    const bundle = ['bundle/index.mjs', 'bundle/index.d.mts'];
    expect(checkFiles([...complete, ...bundle, 'infrastructure/functions/room.yml'])).toEqual([]);
  });

  it.each([
    'src/index.spec.ts',
    'dist/index.spec.js',
    'jest.config.mjs',
    'tsconfig.lib.json',
    'dist/tsconfig.lib.tsbuildinfo',
    'test/engine.ts',
    'coverage/index.html',
    '.env',
    'notes.txt',
    'bundle/index.spec.ts',
    'infrastructure/notes.txt',
  ])('hold no stray %s', (stray) => {
    expect(checkFiles([...complete, stray])).toEqual([`stray file: ${stray}`]);
  });

  it('are not left from a source that is gone', () => {
    expect(checkFiles([...complete, 'dist/old.js'])).toEqual([
      'left by an earlier build, delete dist: dist/old.js',
    ]);
  });

  it('lack nothing that a reader looks for', () => {
    expect(checkFiles(['package.json', 'LICENSE'])).toEqual([
      'missing file: README.md',
      'missing file: CHANGELOG.md',
    ]);
  });
});
