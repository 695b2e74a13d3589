import type { UserRoomRepository } from '@serverless-ws/chat-domain';
import type { Closable } from '../contract.js';
import type { MovableClock } from '../sample.js';

/** What the contract of {@link UserRoomRepository} needs: an empty repository and the clock it reads. */
export interface UserRoomRepositoryHarness extends Closable {
  readonly repository: UserRoomRepository;
  readonly clock: MovableClock;
}
