import { e2ePreset } from '../../jest.preset.mjs';

export default {
  ...e2ePreset(import.meta.dirname),
  globalSetup: './bundle-all.mjs',
  globalTeardown: './remove-all.mjs',
};
