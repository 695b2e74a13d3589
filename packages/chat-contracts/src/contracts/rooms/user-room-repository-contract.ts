import { contractOf, type Contract } from '../contract.js';
import { following } from './following.js';
import { markingAsRead } from './marking-as-read.js';
import type { UserRoomRepositoryHarness } from './user-room-repository-harness.js';

/** Everything that `UserRoomRepository` guarantees. */
export const userRoomRepositoryContract: Contract<UserRoomRepositoryHarness> = contractOf(
  'UserRoomRepository',
  [...following, ...markingAsRead],
);
