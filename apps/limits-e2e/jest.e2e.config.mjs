import { e2ePreset } from '../../jest.preset.mjs';

export default {
  ...e2ePreset(import.meta.dirname),
  globalSetup: '../../tools/bundle/src/bundle-once.mjs',
  globalTeardown: '../../tools/bundle/src/remove-bundles.mjs',
};
