import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { floodLimits, rateVerdict, bucketOf, BUCKETS, type FloodLimits } from './flood-limits.js';

const LIMITS: FloodLimits = { messages: 100, window: 10_000, hardLimit: 300 };
const START = 1_789_560_000_000;

/** Counts attempts as a store does, and judges each. */
function counter(limits: FloodLimits) {
  const counts = new Map<number, number>();
  return (at: number) => {
    const bucket = bucketOf(at, limits.window);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    const attempts = Array.from({ length: BUCKETS + 1 }, (_, back) => counts.get(bucket - back) ?? 0);
    return rateVerdict(attempts, at, limits);
  };
}

/** The pace of the last of these times. */
function paceAfter(times: readonly number[], limits: FloodLimits) {
  const attempt = counter(limits);
  return times.map((at) => ({ at, pace: attempt(at) }));
}

const limits = fc
  .record({ messages: fc.integer({ min: 1, max: 200 }), window: fc.integer({ min: 1, max: 3_600_000 }) })
  .map((some): FloodLimits => ({ ...some, hardLimit: some.messages * 3 }));

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
    expect(verdicts.indexOf('limited')).toBe(100);
  });

  it('is flooding from the hard limit on, refused attempts included', () => {
    const verdicts = paceAfter(Array<number>(300).fill(START), LIMITS).map(({ pace }) => pace.verdict);
    expect(verdicts.indexOf('flooding')).toBe(299);
  });

  it('stays calm, for ever, just below the rate that is allowed', () => {
    const steady = Array.from({ length: 2_000 }, (_, index) => START + index * 103);
    expect(paceAfter(steady, LIMITS).every(({ pace }) => pace.verdict === 'allowed')).toBe(true);
  });

  it('has room for whoever waits as long as told, and for nobody earlier', () => {
    const property = fc.property(scene, ([allowed, tries]) => {
      const last = paceAfter(tries, allowed).at(-1);
      if (last === undefined || last.pace.verdict === 'allowed') return;
      const { retryAfterMs } = last.pace;
      const after = (wait: number) => paceAfter([...tries, last.at + wait], allowed).at(-1)?.pace.verdict;
      expect(after(retryAfterMs)).toBe('allowed');
      if (retryAfterMs > 1) expect(after(retryAfterMs - 1)).not.toBe('allowed');
      expect(retryAfterMs).toBeLessThanOrEqual(Math.ceil(allowed.window * (1 + 1 / BUCKETS)));
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it('is judged over a window of nine tenths of that length at least', () => {
    const property = fc.property(scene, ([allowed, tries]) => {
      const accepted = paceAfter(tries, allowed).flatMap(({ at, pace }) =>
        pace.verdict === 'allowed' ? [at] : [],
      );
      const span = allowed.window - allowed.window / BUCKETS;
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
    expect(floodLimits({ messages: 1_000, window: 10_000, hardLimit: 3_000 })).toBeDefined();
  });

  it.each<FloodLimits>([
    { messages: 0, window: 1_000, hardLimit: 10 },
    { messages: 10, window: 1_000, hardLimit: 10 },
    { messages: 1.5, window: 1_000, hardLimit: 10 },
    { messages: 5, window: Number.NaN, hardLimit: 10 },
    { messages: 5, window: -1, hardLimit: 10 },
  ])('must make sense: %j', (nonsense) => {
    expect(() => floodLimits(nonsense)).toThrow(RangeError);
  });
});
