import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    'src/**/*.ts',
    '!src/**/*.{spec,d}.ts',
    // Runs in threads of its own, where coverage does not reach.
    '!src/lambda-runtime/container.ts',
    // What takes its place here is made of sources.
    '!src/lambda-runtime/container-code/built.ts',
  ],
};
