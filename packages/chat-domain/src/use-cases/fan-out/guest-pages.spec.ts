import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../in-memory/manual-clock.js';
import type { Recipient } from '../../model/connection.js';
import { LIMITS } from '../../model/limits.js';
import { GuestPages } from './guest-pages.js';

const guests = (count: number, until: number): readonly Recipient[] =>
  Array.from({ length: count }, (_, index) => ({ connectionId: `g${index}`, connectedAt: 0, until }));

function fixture(inForce: readonly Recipient[]) {
  const clock = new ManualClock();
  let reads = 0;
  const readAgain = async () => {
    reads += 1;
    return inForce;
  };
  const pages = new GuestPages({ clock, readAt: clock.now(), readAgain });
  return { clock, pages, reads: () => reads };
}

describe('pages of guests', () => {
  it('come as they were read, while that holds, and end with it', async () => {
    const { clock, pages, reads } = fixture([]);
    const soon = clock.now() + 10;
    const all: Recipient[] = [];
    for await (const page of pages.of([
      ...guests(2, Infinity),
      { connectionId: 'brief', connectedAt: 0, until: soon },
    ]))
      all.push(...page);
    expect(all.map(({ until }) => until)).toEqual([
      clock.now() + LIMITS.guestAge,
      clock.now() + LIMITS.guestAge,
      soon,
    ]);
    expect(reads()).toBe(0);
  });

  it('are read again, once for all, when that is old', async () => {
    const { clock, pages, reads } = fixture(guests(400, Infinity));
    clock.advance(25_000);
    const met: Recipient[] = [];
    for await (const page of pages.of(guests(600, Infinity))) met.push(...page);
    expect(met).toHaveLength(400);
    expect(new Set(met.map(({ until }) => until))).toEqual(new Set([clock.now() + LIMITS.guestAge]));
    expect(reads()).toBe(1);
  });

  it('are read only when a gateway has posted to the page before, though it requests pages early', async () => {
    const { clock, pages, reads } = fixture(guests(1, Infinity));
    const source = pages.of(guests(1, Infinity));
    await source.next();
    expect(reads()).toBe(0);
    clock.advance(25_000);
    const { value } = await source.next();
    expect(value).toEqual([{ connectionId: 'g0', connectedAt: 0, until: clock.now() + LIMITS.guestAge }]);
  });
});
