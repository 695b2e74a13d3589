import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    'src/**/*.ts',
    '!src/**/*.{spec,d}.ts',
    // Programs: thin, and seen by tests from outside, where coverage does not reach.
    '!src/**/cli.ts',
    '!src/web-server/build-page.ts',
    '!src/doctor/{examine,round-trip}.ts',
    '!src/doctor/{facts,fixtures}/**',
    '!src/rollback/{osls,read-deployments}.ts',
    '!src/publish-message/publish-message.ts',
    '!src/erase-user/{chat-table,no-gateway}.ts',
    '!src/erase-user/fixtures/**',
  ],
};
