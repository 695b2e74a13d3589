import type { MessageRepository, RoomRulesRepository, UserDataRepository } from '@serverless-ws/chat-domain';
import type { Closable } from '../contract.js';
import type { MovableClock } from '../sample.js';

/** What the contract of {@link UserDataRepository} needs: empty repositories of one store, and the clock they read. */
export interface UserDataRepositoryHarness extends Closable {
  readonly userData: UserDataRepository;
  readonly messages: MessageRepository;
  readonly rules: RoomRulesRepository;
  readonly clock: MovableClock;
}
