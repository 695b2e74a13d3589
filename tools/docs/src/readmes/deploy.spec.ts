import { expect, it } from '@jest/globals';
import { userCostTable } from '@serverless-ws/cost/user-cost-table.js';
import { userLimits } from '@serverless-ws/cost/user-limits.js';
import { textOf } from './source-file.js';

it('the page on deploying says what one user can cost, as `npm run user-cost` computes it', () => {
  expect(textOf('docs/deploy.md')).toContain(userCostTable(userLimits(textOf('serverless.yml'), 'prod')));
});
