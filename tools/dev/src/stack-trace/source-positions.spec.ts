import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SourcePositions } from './source-positions.js';

let folder: string;
let positions: SourcePositions;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maps-'));
  mkdirSync(join(folder, 'dist/lazy'), { recursive: true });
  // The first character of the second line is that of the third line of the source.
  const map = { version: 3, names: [], mappings: ';AAEA' };
  const write = (name: string, source: string) =>
    writeFileSync(join(folder, `${name}.map`), JSON.stringify({ ...map, sources: [source] }));
  write('dist/room.mjs', '../../packages/chat-domain/src/room.ts');
  write('dist/lazy/room.mjs', '../../../node_modules/x/index.js');
  positions = new SourcePositions(folder);
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('positions in bundles', () => {
  it.each([
    ['at a (file:///var/task/dist/room.mjs:2:1)', 'at a (packages/chat-domain/src/room.ts:3:1)'],
    ['at async /tmp/code-1/dist/room.mjs:2:9', 'at async packages/chat-domain/src/room.ts:3:1'],
    ['at file:///var/task/dist/lazy/room.mjs:2:1', 'at node_modules/x/index.js:3:1'],
    [
      '/dist/room.mjs:2:1 and /dist/room.mjs:2:2',
      'packages/chat-domain/src/room.ts:3:1 and packages/chat-domain/src/room.ts:3:1',
    ],
  ])('are found by the end of the path: %s', (bundled, found) => {
    expect(positions.readable(bundled)).toBe(found);
  });

  it.each([
    'at file:///var/task/dist/other.mjs:2:1',
    'at file:///var/task/dist/room.mjs:1:1',
    'at file:///var/task/dist/room.mjs:99:1',
    'at node:internal/process/task_queues:95:5',
    'at file:///var/runtime/index.mjs:1173:29',
  ])('stay as they are where no map knows them: %s', (bundled) => {
    expect(positions.readable(bundled)).toBe(bundled);
  });
});
