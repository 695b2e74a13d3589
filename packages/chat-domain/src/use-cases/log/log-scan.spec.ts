import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import type { LogEntry } from '../../model/log-entry.js';
import { inMemoryLog } from '../../in-memory/fixtures/in-memory-log.js';
import { GapFiller } from './gap-filler.js';
import { downwards, upwards } from './log-scan.js';

/** A log whose second and fourth positions are empty and of the same age, and what was read of it. */
async function fixture() {
  const { clock, messages, log } = inMemoryLog();
  for (let time = 1; time <= 2; time += 1) {
    await log.say(1);
    await log.skip();
  }
  const head = await log.say(1);
  const entries = await messages.read('tea', { from: 1, to: 5, order: 'ascending', limit: 5 });
  const filler = new GapFiller({ messages, clock, retention: LIMITS.retentionDefault });
  const stretch = { from: 1, to: 5, entries };
  return {
    clock,
    up: () => walked(upwards(head, stretch, filler)),
    down: () => walked(downwards(head, stretch, head, filler)),
  };
}

async function walked(walk: AsyncIterable<LogEntry | null>): Promise<readonly (number | null)[]> {
  const seqs: (number | null)[] = [];
  for await (const entry of walk) seqs.push(entry?.seq ?? null);
  return seqs;
}

describe('a scan of the log', () => {
  it('ends at the first position that may still be filled, even if reading continues', async () => {
    const { up, down } = await fixture();
    expect(await up()).toEqual([1, null]);
    expect(await down()).toEqual([5, null]);
  });

  it('passes every position once none of them can be filled any more', async () => {
    const { clock, up, down } = await fixture();
    clock.advance(LIMITS.gapAge + 1);
    expect(await up()).toEqual([1, 2, 3, 4, 5]);
    expect(await down()).toEqual([5, 4, 3, 2, 1]);
  });
});
