import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    // Benchmarks are run by hand; what draws and reckons from their results is tested.
    'src/{chart,report,simulate}/**/*.ts',
    '!src/**/*.{spec,d}.ts',
    // Programs: thin, and seen by tests from outside, where coverage does not reach.
    '!src/**/cli.ts',
  ],
};
