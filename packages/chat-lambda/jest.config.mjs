import { preset } from '../../jest.preset.mjs';

const base = preset(import.meta.dirname);

export default {
  ...base,
  collectCoverageFrom: [...base.collectCoverageFrom, 'bundle/*.mjs'],
};
