import { expect, it } from '@jest/globals';
import { table } from './table.js';

it('says of each alarm what rang it, when, and whether it was quiet in health', () => {
  const fault = { alarm: 'Spend', what: 'a flood', plant: () => undefined };
  const silent = { alarm: 'QueueAge', what: 'nothing', plant: () => undefined };
  const rows = table(
    [
      { fault, after: 3, others: ['AckTime'] },
      { fault: silent, after: null, others: [] },
    ],
    ['QueueAge'],
  );
  expect(rows.split('\n').slice(2)).toEqual([
    '| Spend | a flood | 3 min | yes | AckTime |',
    '| QueueAge | nothing | never | no | – |',
  ]);
});
