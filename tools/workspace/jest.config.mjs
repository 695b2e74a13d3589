import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    'src/**/*.ts',
    '!src/**/*.{spec,e2e,d}.ts',
    // Run by whole-process tests alone.
    '!src/git-hooks/**',
    '!src/{affected/change-effects,boundaries/linter}.ts',
    // Programs: thin, and seen by tests from outside, where coverage does not reach.
    '!src/**/cli.ts',
  ],
};
