import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryLog } from '../../in-memory/fixtures/in-memory-log.js';
import { RecordingLogger } from '../../in-memory/recording-logger.js';
import { GapFiller } from './gap-filler.js';

function fixture() {
  const { clock, messages, log } = inMemoryLog();
  const logger = new RecordingLogger();
  const filler = new GapFiller({ messages, clock, logger, retention: LIMITS.retentionDefault });
  return { clock, messages, filler, log, logger };
}

describe('an empty position', () => {
  it('is left alone for five seconds', async () => {
    const { clock, messages, filler, log } = fixture();
    const { reservedAt } = await log.skip();
    clock.advance(LIMITS.gapAge);
    expect(await filler.fillIfExpired({ room: 'tea' }, 1, reservedAt)).toBeNull();
    expect(await messages.find('tea', 1)).toBeNull();
  });

  it('is a filler from then on, which expires as an entry of its time would', async () => {
    const { clock, messages, filler, log, logger } = fixture();
    const { reservedAt } = await log.skip();
    clock.advance(LIMITS.gapAge + 1);
    const fill = { kind: 'filler', seq: 1, reservedAt, expiresAt: reservedAt + LIMITS.retentionDefault };
    expect(await filler.fillIfExpired({ room: 'tea' }, 1, reservedAt)).toEqual(fill);
    expect(await messages.find('tea', 1)).toEqual(fill);
    expect(logger.lines).toMatchObject([{ message: 'filled', fields: { room: 'tea', seq: 1 } }]);
    expect(await filler.fillIfExpired({ room: 'tea' }, 1, reservedAt)).toEqual(fill);
  });

  it('is the entry of its writer, when that was first', async () => {
    const { clock, filler, log, logger } = fixture();
    const { reservedAt } = await log.say(1);
    clock.advance(LIMITS.gapAge + 1);
    expect(await filler.fillIfExpired({ room: 'tea' }, 1, reservedAt)).toMatchObject({
      kind: 'message',
      seq: 1,
    });
    expect(logger.lines).toEqual([]);
  });

  it('can be filled by its own writer at any age', async () => {
    const { filler, log } = fixture();
    const { reservedAt } = await log.skip();
    expect(await filler.fill({ room: 'tea' }, 1, reservedAt)).toMatchObject({ kind: 'filler' });
  });
});
