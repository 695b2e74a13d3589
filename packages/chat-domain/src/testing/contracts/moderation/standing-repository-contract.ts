import type { Contract } from '../contract.js';
import { notingAttempts } from './noting-attempts.js';
import type { StandingRepositoryHarness } from './standing-repository-harness.js';
import { sanctioning } from './sanctioning.js';

/** Everything that `StandingRepository` promises. */
export const standingRepositoryContract: Contract<StandingRepositoryHarness> = [
  ...notingAttempts,
  ...sanctioning,
];
