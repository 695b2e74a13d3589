// What needs whole processes: the running stack over real sockets, and the push policy. `npm test` runs it, the push
// hook does not, and it counts for no coverage.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { preset } from '../jest.preset.mjs';

// Jest writes its results there, and does not make the folder.
mkdirSync(join(import.meta.dirname, 'coverage'), { recursive: true });

export default {
  ...preset(import.meta.dirname),
  displayName: 'e2e',
  passWithNoTests: false,
  testMatch: ['<rootDir>/**/*.e2e.ts'],
  testTimeout: 120_000,
  coverageThreshold: {},
};
