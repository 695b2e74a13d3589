import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: ['src/cloudwatch/*.ts', 'src/run/table.ts', '!src/**/*.spec.ts'],
};
