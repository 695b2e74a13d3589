import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  // What packages the stack is seen by the end-to-end tests.
  collectCoverageFrom: ['src/rules/*.ts', '!src/rules/*.spec.ts'],
};
