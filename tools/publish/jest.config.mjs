import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    'src/**/*.ts',
    '!src/**/*.{spec,d}.ts',
    // Tests themselves, or run by whole-process tests alone.
    '!src/install/**',
    '!src/verify-package/{check-exports,packed-package}.ts',
    // Programs: thin, and seen by tests from outside, where coverage does not reach.
    '!src/**/cli.ts',
  ],
};
