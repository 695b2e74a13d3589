import { e2ePreset } from '../../jest.preset.mjs';

export default {
  ...e2ePreset(import.meta.dirname),
  // Suites wait for clocks that are not theirs: secrets are read anew after five seconds, jobs come back from a queue.
  maxWorkers: 2,
  globalSetup: '../../tools/bundle/src/bundle-once.mjs',
  globalTeardown: '../../tools/bundle/src/remove-bundles.mjs',
};
