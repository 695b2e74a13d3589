import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { floodLimits, paceOf, sliceOf, SLICES, type FloodLimits } from './flood-limits.js';

const LIMITS: FloodLimits = { messages: 100, window: 10_000, offence: 300 };
const START = 1_789_560_000_000;

/** Counts attempts as a store does, and judges each. */
function counter(limits: FloodLimits) {
  const counts = new Map<number, number>();
  return (at: number) => {
    const slice = sliceOf(at, limits.window);
    counts.set(slice, (counts.get(slice) ?? 0) + 1);
    const attempts = Array.from({ length: SLICES + 1 }, (_, back) => counts.get(slice - back) ?? 0);
    return paceOf(attempts, at, limits);
  };
}

/** The pace of the last of these times. */
function paceAfter(times: readonly number[], limits: FloodLimits) {
  const attempt = counter(limits);
  return times.map((at) => ({ at, pace: attempt(at) }));
}

const limits = fc
  .record({ messages: fc.integer({ min: 1, max: 200 }), window: fc.integer({ min: 1, max: 3_600_000 }) })
  .map((some): FloodLimits => ({ ...some, offence: some.messages * 3 }));

/** Times of attempts that mean something for a window: bursts, trickles and silences. */
const times = ({ window }: FloodLimits) =>
  fc
    .tuple(
      fc.nat(window),
      fc.array(
        fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(Math.ceil(window / 5)), fc.nat(window * 2)),
        { minLength: 1, maxLength: 300 },
      ),
    )
    .map(([first, pauses]) => {
      let at = START + first;
      return pauses.map((pause) => (at += pause));
    });

const scene = limits.chain((allowed) => fc.tuple(fc.constant(allowed), times(allowed)));

describe('the pace of a user', () => {
  it('is calm up to as many messages at once as are allowed, however many that are', () => {
    const verdicts = paceAfter(Array<number>(101).fill(START), LIMITS).map(({ pace }) => pace.verdict);
    expect(verdicts.indexOf('fast')).toBe(100);
  });

  it('is flooding from the offence on, refused attempts included', () => {
    const verdicts = paceAfter(Array<number>(300).fill(START), LIMITS).map(({ pace }) => pace.verdict);
    expect(verdicts.indexOf('flooding')).toBe(299);
  });

  it('stays calm, for ever, just below the rate that is allowed', () => {
    const steady = Array.from({ length: 2_000 }, (_, index) => START + index * 103);
    expect(paceAfter(steady, LIMITS).every(({ pace }) => pace.verdict === 'calm')).toBe(true);
  });

  it('has room for whoever waits as long as told, and for nobody earlier', () => {
    const property = fc.property(scene, ([allowed, tries]) => {
      const last = paceAfter(tries, allowed).at(-1);
      if (last === undefined || last.pace.verdict === 'calm') return;
      const { retryAfterMs } = last.pace;
      const after = (wait: number) => paceAfter([...tries, last.at + wait], allowed).at(-1)?.pace.verdict;
      expect(after(retryAfterMs)).toBe('calm');
      if (retryAfterMs > 1) expect(after(retryAfterMs - 1)).not.toBe('calm');
      expect(retryAfterMs).toBeLessThanOrEqual(Math.ceil(allowed.window * (1 + 1 / SLICES)));
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it('is judged over a window of nine tenths of that length at least', () => {
    const property = fc.property(scene, ([allowed, tries]) => {
      const accepted = paceAfter(tries, allowed).flatMap(({ at, pace }) =>
        pace.verdict === 'calm' ? [at] : [],
      );
      const span = allowed.window - allowed.window / SLICES;
      for (const [index, from] of accepted.entries()) {
        const beyond = accepted[index + allowed.messages];
        if (beyond !== undefined) expect(beyond - from).toBeGreaterThanOrEqual(span);
      }
    });
    fc.assert(property, { numRuns: 1_000 });
  });
});

describe('flood limits', () => {
  it('may be as high as somebody likes', () => {
    expect(floodLimits({ messages: 1_000, window: 10_000, offence: 3_000 })).toBeDefined();
  });

  it.each<FloodLimits>([
    { messages: 0, window: 1_000, offence: 10 },
    { messages: 10, window: 1_000, offence: 10 },
    { messages: 1.5, window: 1_000, offence: 10 },
    { messages: 5, window: Number.NaN, offence: 10 },
    { messages: 5, window: -1, offence: 10 },
  ])('must make sense: %j', (nonsense) => {
    expect(() => floodLimits(nonsense)).toThrow(RangeError);
  });
});
