import { describe, expect, it } from '@jest/globals';
import { checkSize } from './check-size.js';

const readme = `
| package                | what it is | packed |
| ---------------------- | ---------- | -----: |
| [x](packages/x)        | something  |  40 KB |
| [xs](packages/xs)      | small      |   6 KB |
| [none](packages/none)  | nothing    |        |
`;
const kb = (size: number) => size * 1_024;

describe('the packed size of a package', () => {
  it.each([
    ['packages/x', 36],
    ['packages/x', 44],
    ['packages/xs', 5],
    ['packages/xs', 7],
  ])('may be near what the README says: %s with %i KB', (folder, size) => {
    expect(checkSize(folder, kb(size), readme)).toEqual([]);
  });

  it.each([
    ['packages/x', 35, 40],
    ['packages/x', 45, 40],
    ['packages/xs', 8, 6],
  ])('may not be far from it: %s with %i KB', (folder, size, told) => {
    expect(checkSize(folder, kb(size), readme)).toEqual([
      `the README of the workspace says ${told} KB packed, and it is ${size} KB`,
    ]);
  });

  it.each(['packages/none', 'packages/new'])('must be told: %s', (folder) => {
    expect(checkSize(folder, kb(3), readme)).toEqual([
      'the README of the workspace lacks its packed size, 3 KB',
    ]);
  });
});
