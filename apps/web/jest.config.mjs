import { preset } from '../../jest.preset.mjs';

// What React renders is tested in a real browser (apps/web-e2e); these specs test what needs none.
export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts', '!src/**/use-*.ts'],
};
