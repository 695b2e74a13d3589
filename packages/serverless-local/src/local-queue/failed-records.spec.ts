import { describe, expect, it } from '@jest/globals';
import { failedRecords } from './failed-records.js';
import { recordNamed } from './test/record-named.js';

const records = [recordNamed('a'), recordNamed('b'), recordNamed('c')];
const failing = (answer: unknown) => failedRecords(answer, records).map(({ messageId }) => messageId);

describe('of a batch', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty answer', {}],
    ['a null list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('nothing failed where the function answers with %s', (_, answer) => {
    expect(failing(answer)).toEqual([]);
  });

  it('those failed that the function names', () => {
    const batchItemFailures = [{ itemIdentifier: 'a' }, { itemIdentifier: 'c' }, { itemIdentifier: 'a' }];

    expect(failing({ batchItemFailures })).toEqual(['a', 'c']);
  });

  it.each([
    ['is a text', 'done'],
    ['has another key', { failures: [] }],
    ['has no list', { batchItemFailures: 'a' }],
    ['names a record that was not there', { batchItemFailures: [{ itemIdentifier: 'd' }] }],
    ['names a record by another key', { batchItemFailures: [{ messageId: 'a' }] }],
    ['names nothing', { batchItemFailures: [null] }],
    ['has an empty name', { batchItemFailures: [{ itemIdentifier: '' }] }],
  ])('all failed where the answer %s', (_, answer) => {
    expect(failing(answer)).toEqual(['a', 'b', 'c']);
  });
});
