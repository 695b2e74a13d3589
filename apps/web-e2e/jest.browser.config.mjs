// What only a real browser can tell. `npm run test:browser` runs it; it needs Chromium, and counts for no coverage.
import { e2ePreset } from '../../jest.preset.mjs';

export default {
  ...e2ePreset(import.meta.dirname),
  displayName: 'browser',
  testMatch: ['<rootDir>/src/*.browser.ts'],
  globalSetup: './start-shared-parts.mjs',
  globalTeardown: './end-shared-parts.mjs',
  // A suite waits for its browser, and the browser for it: two of them keep two cores busy.
  maxWorkers: 2,
};
