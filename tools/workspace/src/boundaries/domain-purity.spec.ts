import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { checkTypes } from './check-types.js';

describe.each(['chat-domain', 'chat-contracts'])('%s', (name) => {
  const folder = join(workspaceRoot, 'packages', name);

  it('may use the language', () => {
    expect(
      checkTypes(folder, 'export const list = [3, 1].toSorted().map((n) => new Map([[n, `${n}`]]));'),
    ).toEqual([]);
  });

  it.each([
    ['process', 'export const value = process.env;'],
    ['Buffer', "export const value = Buffer.from('');"],
    ['console', 'console.log(1);\nexport {};'],
    ['setTimeout', 'setTimeout(() => undefined, 1);\nexport {};'],
    ['crypto', 'export const value = crypto.randomUUID();'],
    ['window', 'export const value = window.name;'],
    ['document', 'export const value = document.title;'],
    ['fetch', "export const value = fetch('https://example.org');"],
    ['WebSocket', "export const value = new WebSocket('ws://example.org');"],
  ])('does not know %s', (unknown, code) => {
    expect(checkTypes(folder, code)).toEqual([
      expect.stringMatching(new RegExp(`Cannot find name '${unknown}'`)),
    ]);
  });

  it('cannot import a module of Node', () => {
    expect(
      checkTypes(folder, "import { readFileSync } from 'node:fs';\nexport const value = readFileSync;"),
    ).toEqual([expect.stringMatching(/node:fs/)]);
  });
});
