import { contractOf, type Contract } from '../contract.js';
import { countingMessages } from './counting-messages.js';
import { headEnds } from './head-ends.js';
import { listedRooms } from './listed-rooms.js';
import { retainedRooms } from './retained-rooms.js';
import type { RoomHeadRepositoryHarness } from './room-head-repository-harness.js';
import { roomHeads } from './room-heads.js';

/** Everything that `RoomHeadRepository` guarantees, and the `RoomHeadReader` in it. */
export const roomHeadRepositoryContract: Contract<RoomHeadRepositoryHarness> = contractOf(
  'RoomHeadRepository',
  [...roomHeads, ...headEnds, ...countingMessages, ...listedRooms, ...retainedRooms],
);
