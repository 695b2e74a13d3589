import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryLog } from '../../testing/worlds/in-memory-log.js';
import { GapFiller } from './gap-filler.js';

function world() {
  const { clock, messages, log } = inMemoryLog();
  const filler = new GapFiller({ messages, clock, retention: LIMITS.retentionDefault });
  return { clock, messages, filler, log };
}

describe('an empty position', () => {
  it('is left alone for five seconds', async () => {
    const { clock, messages, filler, log } = world();
    const { reservedAt } = await log.skip();
    clock.advance(LIMITS.gapAge);
    expect(await filler.settle('tea', 1, reservedAt)).toBeNull();
    expect(await messages.find('tea', 1)).toBeNull();
  });

  it('is a filler from then on, which ends as an entry of its time would', async () => {
    const { clock, messages, filler, log } = world();
    const { reservedAt } = await log.skip();
    clock.advance(LIMITS.gapAge + 1);
    const seal = { kind: 'filler', seq: 1, reservedAt, expiresAt: reservedAt + LIMITS.retentionDefault };
    expect(await filler.settle('tea', 1, reservedAt)).toEqual(seal);
    expect(await messages.find('tea', 1)).toEqual(seal);
    expect(await filler.settle('tea', 1, reservedAt)).toEqual(seal);
  });

  it('is what its writer made of it, when that one came first', async () => {
    const { clock, filler, log } = world();
    const { reservedAt } = await log.say(1);
    clock.advance(LIMITS.gapAge + 1);
    expect(await filler.settle('tea', 1, reservedAt)).toMatchObject({ kind: 'message', seq: 1 });
  });

  it('can be sealed by its own writer at any age', async () => {
    const { filler, log } = world();
    const { reservedAt } = await log.skip();
    expect(await filler.seal('tea', 1, reservedAt)).toMatchObject({ kind: 'filler' });
  });
});
