import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    'src/**/*.ts',
    '!src/**/*.{spec,d}.ts',
    // Downloads; run by programs that need other lines of Node.js.
    '!src/node-runtimes/**',
    '!src/fixtures/**',
  ],
};
