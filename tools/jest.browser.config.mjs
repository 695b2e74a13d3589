// What only a real browser can tell. `npm run test:browser` runs it; it needs Chromium, and counts for no coverage.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { preset } from '../jest.preset.mjs';

// Jest writes its results there, and does not make the folder.
mkdirSync(join(import.meta.dirname, 'coverage'), { recursive: true });

export default {
  ...preset(import.meta.dirname),
  displayName: 'browser',
  passWithNoTests: false,
  testMatch: ['<rootDir>/browser/*.browser.ts'],
  testTimeout: 120_000,
  maxWorkers: 1,
  coverageThreshold: {},
};
