import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryLog, positionsOf } from '../../in-memory/fixtures/in-memory-log.js';

/** A log of which the first 50 positions have expired. */
async function expired() {
  const all = inMemoryLog();
  await all.log.say(50);
  all.clock.advance(LIMITS.retentionDefault);
  return all;
}

describe('what is left above a position', () => {
  it('is read in order, a page at a time', async () => {
    const { reader, log } = await expired();
    const head = await log.say(9);
    const page = await reader.left(head, 50, 4);
    expect(page).toMatchObject({ from: 51, through: 54, recovered: true, more: true });
    expect(positionsOf(page)).toEqual([51, 52, 53, 54]);
    expect(await reader.left(head, 54, 9)).toMatchObject({ from: 55, through: 59, more: false });
  });

  it('is unknown while an empty position right above may still be filled', async () => {
    const { clock, reader, log } = await expired();
    await log.skip();
    const head = await log.say(1);
    const open = { from: 51, through: 50, entries: [], more: true };
    expect(await reader.left(head, 50, 9)).toMatchObject(open);
    clock.advance(2 * LIMITS.gapAge);
    expect(await reader.left(head, 50, 9)).toMatchObject(open);
  });

  it('covers what has expired, and what can no longer be filled, without a write to the log', async () => {
    const { clock, messages, reader, log } = await expired();
    await log.skip();
    const head = await log.say(1);
    clock.advance(2 * LIMITS.gapAge + 1);
    expect(await reader.left(head, 20, 9)).toMatchObject({ from: 21, through: 52, more: false });
    expect(await messages.find('tea', 51)).toBeNull();
  });

  it('is nothing where all has expired, and then goes up to the head', async () => {
    const { clock, reader, log } = await expired();
    const head = await log.head();
    expect(await reader.left(head, 20, 9)).toMatchObject({ from: 21, through: 50, entries: [], more: false });
    clock.advance(LIMITS.retentionDefault);
    expect(await reader.left(await log.skip(), 50, 9)).toMatchObject({ from: 51, through: 50, more: true });
  });
});
