import { preset } from '../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    '**/*.ts',
    '!**/*.spec.ts',
    '!**/*.slow.ts',
    '!bench/**',
    // Only the end-to-end suite packages the stack.
    '!stack/**',
    '!**/{dist,out-tsc,node_modules}/**',
  ],
};
