import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    // The scenarios are tests themselves; what reports on them is tested.
    'src/{load,smoke}/*.ts',
    '!src/**/*.{spec,d}.ts',
    // Programs: thin, and seen by tests from outside, where coverage does not reach.
    '!src/**/{cli,load-run}.ts',
  ],
};
