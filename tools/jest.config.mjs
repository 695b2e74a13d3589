import { preset } from '../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    '**/*.ts',
    '!**/*.spec.ts',
    '!**/*.slow.ts',
    '!bench/**',
    '!**/{dist,out-tsc,node_modules}/**',
  ],
};
