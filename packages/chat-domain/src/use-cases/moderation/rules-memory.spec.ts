import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { ManualClock } from '../../in-memory/index.js';
import { RulesMemory } from './rules-memory.js';

/** A cache of a store in which each room has an interval as long as its name, and what was read from it. */
function fixture() {
  const clock = new ManualClock();
  const reads: string[] = [];
  const find = async (room: string) => {
    reads.push(room);
    return { room, slowMode: room.length };
  };
  return { clock, reads, memory: new RulesMemory({ rules: { find }, clock }) };
}

describe('the cache of rules', () => {
  it('reads the rules of a room once in ten seconds', async () => {
    const { clock, reads, memory } = fixture();
    expect(await memory.slowMode('tea')).toBe(3);
    clock.advance(LIMITS.rulesAge - 1);
    expect(await memory.slowMode('tea')).toBe(3);
    expect(reads).toEqual(['tea']);
    clock.advance(1);
    expect(await memory.slowMode('tea')).toBe(3);
    expect(reads).toEqual(['tea', 'tea']);
  });

  it('also caches that a room has no rules', async () => {
    const clock = new ManualClock();
    let reads = 0;
    const find = () => Promise.resolve((reads += 1) > 1 ? { room: 'tea', slowMode: 9 } : null);
    const memory = new RulesMemory({ rules: { find }, clock });
    expect(await memory.slowMode('tea')).toBe(0);
    expect(await memory.slowMode('tea')).toBe(0);
  });

  it('holds a thousand rooms, and then starts over, so that it never grows without limit', async () => {
    const { reads, memory } = fixture();
    const rooms = Array.from({ length: 1_000 }, (_, index) => `room-${index}`);
    for (const room of [...rooms, ...rooms]) await memory.slowMode(room);
    expect(reads).toEqual(rooms);
    await memory.slowMode('one-more');
    await memory.slowMode('room-0');
    expect(reads.slice(1_000)).toEqual(['one-more', 'room-0']);
  });
});
