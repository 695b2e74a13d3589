import { contractOf, type Contract } from '../contract.js';
import { changingEnds } from './changing-ends.js';
import type { ConnectionRepositoryHarness } from './connection-repository-harness.js';
import { endingMemberships } from './ending-memberships.js';
import { joiningRooms } from './joining-rooms.js';
import { racingMemberships } from './racing-memberships.js';
import { removingEarly } from './removing-early.js';
import { storingConnections } from './storing-connections.js';
import { scanningMembers } from './scanning-members.js';

/** Everything that `ConnectionRepository` guarantees. */
export const connectionRepositoryContract: Contract<ConnectionRepositoryHarness> = contractOf(
  'ConnectionRepository',
  [
    ...storingConnections,
    ...joiningRooms,
    ...racingMemberships,
    ...scanningMembers,
    ...endingMemberships,
    ...changingEnds,
    ...removingEarly,
  ],
);
