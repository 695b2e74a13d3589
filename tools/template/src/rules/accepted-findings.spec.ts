import { expect, it } from '@jest/globals';
import { ACCEPTED, outdated, unaccepted } from './accepted-findings.js';

const known = { rule: 'AwsSolutions-S1', resource: 'ServerlessDeploymentBucket' };

it('accepts a finding for the resources that it is accepted for, and for no other', () => {
  const other = { ...known, resource: 'Pictures' };
  expect(unaccepted([known, other])).toEqual([other]);
});

it('tells what need not be accepted any more', () => {
  expect(outdated([])).toEqual(ACCEPTED);
  expect(outdated([known])).toHaveLength(ACCEPTED.length - 1);
});
