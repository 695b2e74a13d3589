import { preset } from '../../jest.preset.mjs';

// The suite of node:test is run as a program by a test, where coverage cannot see it.
export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.{spec,node-test}.ts'],
};
