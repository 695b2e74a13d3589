import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  // Programs: thin, and seen by tests from outside, where coverage does not reach.
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts', '!src/cli.ts'],
};
