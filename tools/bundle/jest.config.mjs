import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  // The others are programs: thin, and seen by tests from outside, where coverage does not reach.
  collectCoverageFrom: ['src/*.mjs', '!src/{cli,bundle-once,remove-bundles}.mjs'],
};
