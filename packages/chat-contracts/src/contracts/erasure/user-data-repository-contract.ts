import { contractOf, type Contract } from '../contract.js';
import { erasingEntries } from './erasing-entries.js';
import { foundByUser } from './found-by-user.js';
import type { UserDataRepositoryHarness } from './user-data-repository-harness.js';

/** Everything that `UserDataRepository` guarantees. */
export const userDataRepositoryContract: Contract<UserDataRepositoryHarness> = contractOf(
  'UserDataRepository',
  [...foundByUser, ...erasingEntries],
);
