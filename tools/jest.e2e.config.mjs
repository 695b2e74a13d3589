// What needs whole processes: the running stack over real sockets, and the push policy. `npm test` runs it, the push
// hook does not, and it counts for no coverage.
import { preset } from '../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  displayName: 'e2e',
  passWithNoTests: false,
  testMatch: ['<rootDir>/**/*.e2e.ts'],
  testTimeout: 120_000,
  coverageThreshold: {},
};
