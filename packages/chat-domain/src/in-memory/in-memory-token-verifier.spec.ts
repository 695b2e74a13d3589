import { describe, expect, it } from '@jest/globals';
import { InMemoryTokenVerifier } from './in-memory-token-verifier.js';
import { ManualClock } from './manual-clock.js';

describe('InMemoryTokenVerifier', () => {
  it('accepts the tokens it issued, until they expire', async () => {
    const clock = new ManualClock();
    const verifier = new InMemoryTokenVerifier(clock);
    const token = verifier.issue({ userId: 'ada', expiresAt: clock.now() + 1 });
    expect(await verifier.verify(token)).toMatchObject({ userId: 'ada', name: 'ada', roles: [] });
    clock.advance(1);
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(verifier.verify('forged')).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('can be cut off from its keys', async () => {
    const verifier = new InMemoryTokenVerifier(new ManualClock());
    const token = verifier.issue({ userId: 'ada' });
    verifier.setReachable(false);
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'unavailable' });
    verifier.setReachable(true);
    expect(await verifier.verify(token)).toMatchObject({ userId: 'ada' });
  });
});
