import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    'src/**/*.ts',
    '!src/**/*.{spec,d}.ts',
    // Programs: thin, and seen by tests from outside, where coverage does not reach.
    '!src/**/{cli,printed-helps}.ts',
  ],
};
