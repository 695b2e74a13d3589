import { preset } from '../../jest.preset.mjs';

const base = preset(import.meta.dirname);

export default {
  ...base,
  // The composition root reads the environment and runs once: its spec loads the bundles in processes of their own.
  collectCoverageFrom: [...base.collectCoverageFrom, '!src/composition-root/**'],
};
