import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { floodLimits, rateVerdict, bucketOf, BUCKETS, type FloodLimits } from './flood-limits.js';

const LIMITS: FloodLimits = { messages: 100, window: 10_000, hardLimit: 300 };
const START = 1_789_560_000_000;

/** Counts attempts as a repository does, and returns the verdict on each. */
function counter(limits: FloodLimits) {
  const counts = new Map<number, number>();
  return (at: number) => {
    const bucket = bucketOf(at, limits.window);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    const attempts = Array.from({ length: BUCKETS + 1 }, (_, back) => counts.get(bucket - back) ?? 0);
    return rateVerdict(attempts, at, limits);
  };
}

/** The verdicts on attempts at these times. */
function verdictsAt(times: readonly number[], limits: FloodLimits) {
  const attempt = counter(limits);
  return times.map((at) => ({ at, rate: attempt(at) }));
}

const limits = fc
  .record({ messages: fc.integer({ min: 1, max: 200 }), window: fc.integer({ min: 1, max: 3_600_000 }) })
  .map((some): FloodLimits => ({ ...some, hardLimit: some.messages * 3 }));

/** Times of attempts that matter for a window: bursts, slow attempts and pauses. */
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

describe('the rate of a user', () => {
  it('is allowed up to as many messages at once as the limit, however many that are', () => {
    const verdicts = verdictsAt(Array<number>(101).fill(START), LIMITS).map(({ rate }) => rate.verdict);
    expect(verdicts.indexOf('limited')).toBe(100);
  });

  it('is flooding from the hard limit on, rejected attempts included', () => {
    const verdicts = verdictsAt(Array<number>(300).fill(START), LIMITS).map(({ rate }) => rate.verdict);
    expect(verdicts.indexOf('flooding')).toBe(299);
  });

  it('stays allowed, for ever, just below the limit', () => {
    const steady = Array.from({ length: 2_000 }, (_, index) => START + index * 103);
    expect(verdictsAt(steady, LIMITS).every(({ rate }) => rate.verdict === 'allowed')).toBe(true);
  });

  it('allows the attempt after retryAfterMs, and none earlier', () => {
    const property = fc.property(scene, ([allowed, tries]) => {
      const last = verdictsAt(tries, allowed).at(-1);
      if (last === undefined || last.rate.verdict === 'allowed') return;
      const { retryAfterMs } = last.rate;
      const after = (wait: number) => verdictsAt([...tries, last.at + wait], allowed).at(-1)?.rate.verdict;
      expect(after(retryAfterMs)).toBe('allowed');
      if (retryAfterMs > 1) expect(after(retryAfterMs - 1)).not.toBe('allowed');
      expect(retryAfterMs).toBeLessThanOrEqual(Math.ceil(allowed.window * (1 + 1 / BUCKETS)));
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it('is judged over a window of nine tenths of that length at least', () => {
    const property = fc.property(scene, ([allowed, tries]) => {
      const accepted = verdictsAt(tries, allowed).flatMap(({ at, rate }) =>
        rate.verdict === 'allowed' ? [at] : [],
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
  it('may be arbitrarily high', () => {
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
