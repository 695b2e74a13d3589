import { describe, expect, it } from '@jest/globals';
import type { Facts, TableFacts } from '../facts/facts.js';
import { HEALTHY } from '../fixtures/healthy-facts.js';
import { checkTable } from './table.js';

const levels = (change: Partial<TableFacts>, quotas: Facts['quotas'] = HEALTHY.quotas) =>
  checkTable({ ...HEALTHY, quotas, table: { ...HEALTHY.table, ...change } }).map(({ level }) => level);

describe('the table', () => {
  it('is well when it serves, ends its items, can be restored and is protected', () => {
    expect(levels({})).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it.each([
    [{ status: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS' }, ['failed', 'ok', 'ok', 'ok']],
    [{ timeToLive: null }, ['ok', 'failed', 'ok', 'ok']],
    [{ timeToLive: 'other' }, ['ok', 'failed', 'ok', 'ok']],
    [{ restorable: false }, ['ok', 'ok', 'failed', 'ok']],
    [{ isProtected: false }, ['ok', 'ok', 'ok', 'warning']],
  ])('with %j is not', (change, expected) => {
    expect(levels(change)).toEqual(expected);
  });

  it('of a local engine only has to serve', () => {
    expect(levels({ timeToLive: null, restorable: false, isProtected: false }, null)).toEqual(['ok']);
    expect(levels({ status: 'CREATING' }, null)).toEqual(['failed']);
  });
});
