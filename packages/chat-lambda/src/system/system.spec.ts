import { expect, it } from '@jest/globals';

import { randomIds } from './random-ids.js';
import { sha256Digest } from './sha256-digest.js';
import { systemClock } from './system-clock.js';

it('tells the time of the machine', () => {
  const before = Date.now();
  expect(systemClock.now()).toBeGreaterThanOrEqual(before);
});

it('makes unique ids of 128 bits', () => {
  const ids = new Set(Array.from({ length: 1_000 }, () => randomIds.next()));
  expect(ids.size).toBe(1_000);
  expect([...ids].every((id) => /^[\w-]{22}$/.test(id))).toBe(true);
});

it('digests a text the same everywhere', () => {
  expect(sha256Digest.of('hi')).toBe('j0NDRmSPa5bfid2pAcUXaxCm2Dlh3TwayItZstwyeqQ');
});
