// What takes too long for every change, or is to be looked at. `npm run nightly:page` runs it.
import config from './jest.browser.config.mjs';

export default {
  ...config,
  displayName: 'nightly',
  testMatch: ['<rootDir>/src/nightly/*.nightly.ts'],
  // One of them measures.
  maxWorkers: 1,
};
