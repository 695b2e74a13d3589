import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [],
  // JavaScript that esbuild runs; its results are tested.
  coverageThreshold: {},
};
