import { preset } from '../../jest.preset.mjs';

// What React draws is tested in a real browser (apps/web-e2e); here is what can be told without one.
export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts', '!src/chat/use-*.ts'],
};
