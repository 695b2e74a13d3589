import { expect, it } from '@jest/globals';
import { cpuOfPost } from '@serverless-ws/bench/simulate/measured-costs.js';
import { textOf } from './source-file.js';

it('the page of benchmarks has the row from which large rooms are simulated', () => {
  expect(cpuOfPost(textOf('docs/benchmarks.md'))).toBeGreaterThan(0);
});
