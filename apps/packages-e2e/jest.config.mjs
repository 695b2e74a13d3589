import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  // What is tested here is counted in its own project.
  collectCoverageFrom: [],
  coverageThreshold: {},
};
