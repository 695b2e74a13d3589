import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { ManualClock } from '../../in-memory/index.js';
import { RulesMemory } from './rules-memory.js';

/** A cache of a store in which each room has an interval as long as its name, and what was read and saved. */
function fixture(members = 0) {
  const clock = new ManualClock();
  const reads: string[] = [];
  const saved: number[] = [];
  const find = async (room: string) => {
    reads.push(room);
    return { room, slowMode: room.length, members: saved.at(-1) ?? members };
  };
  const saveMembers = async (_: string, count: number) => void saved.push(count);
  const open = () => new RulesMemory({ rules: { find, saveMembers }, clock });
  return { clock, reads, saved, open, memory: open() };
}

describe('the cache of rules', () => {
  it('reads the rules of a room once in ten seconds', async () => {
    const { clock, reads, memory } = fixture();
    expect(await memory.of('tea')).toMatchObject({ slowMode: 3, members: 0 });
    clock.advance(LIMITS.rulesAge - 1);
    expect(await memory.of('tea')).toMatchObject({ slowMode: 3 });
    expect(reads).toEqual(['tea']);
    clock.advance(1);
    expect(await memory.of('tea')).toMatchObject({ slowMode: 3 });
    expect(reads).toEqual(['tea', 'tea']);
  });

  it('also caches that a room has no rules', async () => {
    const clock = new ManualClock();
    let reads = 0;
    const rules = { room: 'tea', slowMode: 9, members: 9 };
    const find = () => Promise.resolve((reads += 1) > 1 ? rules : null);
    const memory = new RulesMemory({ rules: { find, saveMembers: () => Promise.resolve() }, clock });
    expect(await memory.of('tea')).toMatchObject({ slowMode: 0, members: 0 });
    expect(await memory.of('tea')).toMatchObject({ slowMode: 0, members: 0 });
  });

  it('holds a thousand rooms, and then starts over, so that it never grows without limit', async () => {
    const { reads, memory } = fixture();
    const rooms = Array.from({ length: 1_000 }, (_, index) => `room-${index}`);
    for (const room of [...rooms, ...rooms]) await memory.of(room);
    expect(reads).toEqual(rooms);
    await memory.of('one-more');
    await memory.of('room-0');
    expect(reads.slice(1_000)).toEqual(['one-more', 'room-0']);
  });
});

describe('the size of a room', () => {
  it('is stored each time that the room has doubled, or shrunk to less than a quarter', async () => {
    const { saved, memory } = fixture();
    await memory.of('tea');
    for (let members = 1; members <= 1_000; members += 1) await memory.note('tea', members);
    expect(saved).toEqual([50, 101, 203, 407, 815]);
    for (let members = 1_000; members >= 0; members -= 1) await memory.note('tea', members);
    expect(saved.slice(5)).toEqual([203, 50, 12]);
    expect(await memory.of('tea')).toMatchObject({ members: 12 });
  });

  it('is never stored in a room of fewer than fifty', async () => {
    const { saved, memory } = fixture();
    await memory.of('tea');
    for (const members of [0, 2, 49, 1]) await memory.note('tea', members);
    expect(saved).toEqual([]);
  });

  it('is not stored again by a process that has read it', async () => {
    const { saved, open } = fixture(300);
    const memory = open();
    await memory.note('tea', 5_000);
    await memory.of('tea');
    for (const members of [600, 75]) await memory.note('tea', members);
    expect(saved).toEqual([]);
  });
});
