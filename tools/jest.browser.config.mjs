// What only a real browser can tell. `npm run test:browser` runs it; it needs Chromium, and counts for no coverage.
import { preset } from '../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  displayName: 'browser',
  passWithNoTests: false,
  testMatch: ['<rootDir>/browser/*.browser.ts'],
  testTimeout: 120_000,
  maxWorkers: 1,
  coverageThreshold: {},
};
