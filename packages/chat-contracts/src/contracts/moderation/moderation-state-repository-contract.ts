import { contractOf, type Contract } from '../contract.js';
import { recordingAttempts } from './recording-attempts.js';
import { recordingFrames } from './recording-frames.js';
import type { ModerationStateRepositoryHarness } from './moderation-state-repository-harness.js';
import { sanctioning } from './sanctioning.js';

/** Everything that `ModerationStateRepository` guarantees. */
export const moderationStateRepositoryContract: Contract<ModerationStateRepositoryHarness> = contractOf(
  'ModerationStateRepository',
  [...recordingAttempts, ...recordingFrames, ...sanctioning],
);
