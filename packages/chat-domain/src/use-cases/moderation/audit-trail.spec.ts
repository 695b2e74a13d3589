import { describe, expect, it } from '@jest/globals';
import { InMemoryAuditLog } from '../../in-memory/moderation/in-memory-audit-log.js';
import { ManualClock, identityWith } from '../../in-memory/index.js';
import { AuditTrail } from './audit-trail.js';

describe('an audit trail', () => {
  it('says who did what and when, and for how long that is kept', async () => {
    const audit = new InMemoryAuditLog();
    const clock = new ManualClock();
    const ids = { next: () => 'record-1' };
    const trail = new AuditTrail({ audit, ids, clock, auditRetention: 1_000 });
    await trail.record(identityWith('grace', 'moderator'), { action: 'kick', userId: 'eve' });
    expect(audit.records).toEqual([
      {
        id: 'record-1',
        at: clock.now(),
        actor: { id: 'grace', name: 'GRACE' },
        action: 'kick',
        userId: 'eve',
        expiresAt: clock.now() + 1_000,
      },
    ]);
  });
});
