/**
 * A condition that holds for a share of all calls: the same ones for the same seed, so that a run can be repeated.
 *
 * @param seed - any whole number
 * @param share - from 0 to 1
 */
export function byChance(seed: number, share: number): () => boolean {
  const random = randomOf(seed);
  return () => random() < share;
}

/** Numbers from 0 to below 1 that look random and follow from the seed (mulberry32). Not for secrets. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
