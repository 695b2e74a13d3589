import type { AuditRecord, AuditLog } from '@serverless-ws/chat-domain';
import { contractOf, type Closable, type Contract } from '../contract.js';
import { mustEqual } from '../expectation.js';
import { LIFE, ODD_IDS, type MovableClock } from '../sample.js';

/** What the contract of {@link AuditLog} needs: an empty log, the clock it reads, and what it keeps. */
export interface AuditLogHarness extends Closable {
  readonly log: AuditLog;
  readonly clock: MovableClock;
  /** All records of the UTC day of the clock, in the order of their time. */
  records(): Promise<readonly AuditRecord[]>;
}

function recordAt(clock: MovableClock, id: string, changes: Partial<AuditRecord> = {}): AuditRecord {
  const actor = { id: 'grace', name: 'Grace' };
  return { id, at: clock.now(), actor, action: 'kick', expiresAt: clock.now() + LIFE, ...changes };
}

/** Everything that `AuditLog` guarantees. */
export const auditLogContract: Contract<AuditLogHarness> = contractOf('AuditLog', [
  {
    title: 'keeps whole records, in the order of their time',
    async run({ log, clock, records }) {
      const kept: AuditRecord[] = [];
      for (const [index, userId] of ODD_IDS.entries()) {
        const about = { userId, room: 'tea', seq: index, until: clock.now() + index, interval: index };
        kept.push(recordAt(clock, `id-${index}`, { ...about, actor: { id: userId, name: userId } }));
        clock.advance(1);
      }
      for (const record of [...kept].reverse()) await log.record(record);
      mustEqual(await records(), kept, 'record() must keep every field of every record');
    },
  },
  {
    title: 'keeps two records of the same time, and once what was recorded twice',
    async run({ log, clock, records }) {
      const both = [recordAt(clock, 'id-a'), recordAt(clock, 'id-b', { action: 'mute', userId: 'bob' })];
      for (const record of [...both, ...both]) await log.record(record);
      mustEqual(
        await records(),
        both,
        'record() lost a record of the same millisecond, or kept one twice: make the id a part of the key',
      );
    },
  },
  {
    title: 'changes no record that it has stored',
    async run({ log, clock, records }) {
      const record = recordAt(clock, 'id-a', { userId: 'bob' });
      await log.record(record);
      await log.record({ ...record, userId: 'eve' });
      mustEqual(await records(), [record], 'record() changed a record: put only if absent');
    },
  },
]);
