import type { MessageRepository } from '@serverless-ws/chat-domain';
import type { Closable } from '../contract.js';
import type { MovableClock } from '../sample.js';

/** What the contract of {@link MessageRepository} needs: an empty repository and the clock it reads. */
export interface MessageRepositoryHarness extends Closable {
  readonly repository: MessageRepository;
  readonly clock: MovableClock;
  /**
   * Stores an entry as a later release may: of a kind, and with attributes, that the adapter does not know. Needed for
   * the cases that need `later-releases`.
   */
  readonly storeUnknown?: (room: string, seq: number, reservedAt: number, expiresAt: number) => Promise<void>;
}
