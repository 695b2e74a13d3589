import { describe, expect, it } from '@jest/globals';
import type { Quotas } from '../facts/facts.js';
import { HEALTHY } from '../fixtures/healthy-facts.js';
import { checkQuotas } from './quotas.js';

const enough: Quotas = { requestsPerSecond: 10_000, taken: 10_000, concurrency: 1_000, unreserved: 900 };
const levels = (quotas: Quotas | null) => checkQuotas({ ...HEALTHY, quotas }).map(({ level }) => level);

describe('the quotas', () => {
  it.each([
    [enough, ['ok', 'ok']],
    [{ ...enough, taken: 10_001 }, ['warning', 'ok']],
    [{ ...enough, concurrency: 10, unreserved: 10 }, ['ok', 'warning']],
    [{ ...enough, unreserved: 0 }, ['ok', 'failed']],
    [null, ['ok']],
  ])('%j are %j', (quotas, expected) => {
    expect(levels(quotas)).toEqual(expected);
  });
});
