import type { RoomHeadRepository } from '@serverless-ws/chat-domain';
import type { Closable } from '../contract.js';
import type { MovableClock } from '../sample.js';

/** What the contract of {@link RoomHeadRepository} needs: an empty repository, and a clock. */
export interface RoomHeadRepositoryHarness extends Closable {
  readonly repository: RoomHeadRepository;
  readonly clock: MovableClock;
  /**
   * Deletes everything that the store may delete by now, as its own deletion would at some time. A harness of a store
   * that deletes nothing lacks `deletion`.
   */
  deleteExpired?(): Promise<void>;
}
