import { expect, it } from '@jest/globals';
import { VirtualTime } from './virtual-time.js';

it('runs everything at its time, in order, and jumps over what lies between', async () => {
  const time = new VirtualTime(0);
  const seen: string[] = [];
  for (const at of [5, 3_600_000, 1, 3, 3]) time.at(at, () => seen.push(`${at}`));
  time.at(2, () => {
    void time.wait(2).then(() => seen.push(`waited until ${time.now()}`));
  });
  await time.run();
  expect(seen).toEqual(['1', '3', '3', 'waited until 4', '5', '3600000']);
  expect(time.now()).toBe(3_600_000);
});

it('keeps a thousand appointments in order, however they were made', async () => {
  const time = new VirtualTime(0);
  const seen: number[] = [];
  for (let index = 0; index < 1_000; index += 1) {
    const at = (index * 7_919) % 1_009;
    time.at(at, () => seen.push(at));
  }
  await time.run();
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen).toHaveLength(1_000);
});
