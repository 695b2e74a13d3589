import { expect, it } from '@jest/globals';
import { percentile } from './busy-report.js';
import { BusyRooms, type BusyShape } from './busy-rooms.js';

// Four minutes of two rooms; `npm run simulate -- busy` plays an hour of ten.
const rooms: Omit<BusyShape, 'batches'> = {
  queued: true,
  rooms: 2,
  members: 100,
  rate: 100 / 60,
  seconds: 240,
  seed: 7,
};

it('rooms that are busy take half of the posts, lose nothing, and are sent nothing twice', async () => {
  const at = await new BusyRooms({ ...rooms, batches: false }).run();
  const batched = await new BusyRooms({ ...rooms, batches: true }).run();
  expect(batched.messages).toBe(at.messages);
  expect([at.lost, at.doubled, batched.lost, batched.doubled]).toEqual([0, 0, 0, 0]);
  expect(batched.posts / at.posts).toBeLessThan(0.5);
});

it('a busy message is at most a second and a half later, and the first after a pause is not', async () => {
  const at = await new BusyRooms({ ...rooms, batches: false }).run();
  const batched = await new BusyRooms({ ...rooms, batches: true }).run();
  expect(percentile(batched.delays, 0.99) - percentile(at.delays, 0.99)).toBeLessThan(1_500);
  expect(batched.delaysAfterPauses.length).toBeGreaterThan(5);
  expect(percentile(batched.delaysAfterPauses, 0.5)).toBeLessThan(
    1.2 * percentile(at.delaysAfterPauses, 0.5),
  );
});

it('a room of thousands has many messages in each post', async () => {
  const shape = { rooms: 1, members: 4_000, rate: 10, seconds: 6, seed: 7, batches: true, queued: true };
  const { entries, posts, lost } = await new BusyRooms(shape).run();
  expect(lost).toBe(0);
  expect(entries / posts).toBeGreaterThan(5);
});
