import type { MessageRepository } from '@serverless-ws/chat-domain';
import type { Closable } from '../contract.js';
import type { MovableClock } from '../sample.js';

/** What the contract of {@link MessageRepository} needs: an empty repository and the clock it reads. */
export interface MessageRepositoryHarness extends Closable {
  readonly repository: MessageRepository;
  readonly clock: MovableClock;
}
