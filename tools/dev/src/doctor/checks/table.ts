import type { Facts } from '../facts/facts.js';
import { findingsAbout, type Finding } from '../finding.js';

const { ok, warning, failed } = findingsAbout('table');

/** Whether the table serves, ends its items, and can be restored. */
export function checkTable({ table, quotas }: Facts): readonly Finding[] {
  const { name, status, timeToLive, restorable, isProtected } = table;
  const serves =
    status === 'ACTIVE' ? ok(`${name} is active`) : failed(`${name} is ${status}: wait, and see the stack`);
  // Local engines need neither end items nor restore them.
  if (quotas === null) return [serves];
  const ends =
    timeToLive === 'ttl'
      ? ok('items end by ttl')
      : failed(
          `items never end: aws dynamodb update-time-to-live --table-name ${name} …, or npm run restore -- --table`,
        );
  return [
    serves,
    ends,
    restorable
      ? ok('it can be restored to a point in time')
      : failed(
          `it cannot be restored: npm run restore -- --table ${name} switches point-in-time recovery on`,
        ),
    isProtected
      ? ok('it cannot be deleted by mistake')
      : warning('any call may delete it: for trials only; tableDeletionProtection=true keeps it'),
  ];
}
