import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryLog } from '../../testing/worlds/in-memory-log.js';
import { LogSealer } from './log-sealer.js';

function world() {
  const { clock, messages, log } = inMemoryLog();
  const sealer = new LogSealer({ messages, clock, retention: LIMITS.retentionDefault });
  return { clock, messages, sealer, log };
}

describe('an empty place', () => {
  it('is left alone for five seconds', async () => {
    const { clock, messages, sealer, log } = world();
    const { takenAt } = await log.skip();
    clock.advance(LIMITS.holeAge);
    expect(await sealer.settle('tea', 1, takenAt)).toBeNull();
    expect(await messages.find('tea', 1)).toBeNull();
  });

  it('is a void from then on, which ends as an entry of its time would', async () => {
    const { clock, messages, sealer, log } = world();
    const { takenAt } = await log.skip();
    clock.advance(LIMITS.holeAge + 1);
    const seal = { kind: 'void', seq: 1, takenAt, expiresAt: takenAt + LIMITS.retentionDefault };
    expect(await sealer.settle('tea', 1, takenAt)).toEqual(seal);
    expect(await messages.find('tea', 1)).toEqual(seal);
    expect(await sealer.settle('tea', 1, takenAt)).toEqual(seal);
  });

  it('is what its writer made of it, when that one came first', async () => {
    const { clock, sealer, log } = world();
    const { takenAt } = await log.say(1);
    clock.advance(LIMITS.holeAge + 1);
    expect(await sealer.settle('tea', 1, takenAt)).toMatchObject({ kind: 'message', seq: 1 });
  });

  it('can be sealed by its own writer at any age', async () => {
    const { sealer, log } = world();
    const { takenAt } = await log.skip();
    expect(await sealer.seal('tea', 1, takenAt)).toMatchObject({ kind: 'void' });
  });
});
