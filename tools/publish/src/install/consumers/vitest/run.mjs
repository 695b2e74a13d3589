// Runs `contracts.test.mjs` as its author would, and checks what Vitest says of it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  connectionRepositoryContract,
  messageGatewayContract,
  messageRepositoryContract,
} from '@serverless-ws/chat-contracts';

const argv = ['node_modules/vitest/vitest.mjs', 'run', 'vitest/contracts.test.mjs', '--reporter=json'];
const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
assert.equal(status, 1, stderr);
const report = JSON.parse(stdout);
const passing = [connectionRepositoryContract, messageRepositoryContract, messageGatewayContract].flat();
assert.equal(report.numPassedTests, passing.length - 2, stdout);
assert.equal(report.numPendingTests, 2);
assert.equal(report.numFailedTests, 1);
const [failure] = report.testResults.flatMap(({ assertionResults }) =>
  assertionResults.flatMap(({ failureMessages }) => failureMessages),
);
assert.match(
  failure,
  /MessageGateway\.deliver\(\) \(for \d+ ms\) did not settle: the case was given 4500 ms/,
);
console.log('vitest ok');
