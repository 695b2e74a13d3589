import { e2ePreset } from '../../jest.preset.mjs';

export default {
  ...e2ePreset(import.meta.dirname),
  globalSetup: './package-dev.mjs',
  globalTeardown: './remove-dev.mjs',
};
