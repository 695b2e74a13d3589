import type { MessageRepository } from '@serverless-ws/chat-domain';
import type { Closable } from '../contract.js';
import type { MovableClock } from '../sample.js';

/** What the contract of {@link MessageRepository} needs: an empty repository and the clock it reads. */
export interface MessageRepositoryHarness extends Closable {
  readonly repository: MessageRepository;
  readonly clock: MovableClock;
  /**
   * Deletes everything that the store may delete by now, as its own deletion would at some time. A harness of a store
   * that deletes nothing lacks `deletion`.
   */
  deleteExpired?(): Promise<void>;
}
