import type { Attempt, ModerationStateRepository } from '@serverless-ws/chat-domain';
import type { Closable } from '../contract.js';
import type { MovableClock } from '../sample.js';

/** What the contract of {@link ModerationStateRepository} needs: an empty repository and the clock it reads. */
export interface ModerationStateRepositoryHarness extends Closable {
  readonly repository: ModerationStateRepository;
  readonly clock: MovableClock;
}

/** Milliseconds in which attempts are counted, unless a case says otherwise. */
export const WINDOW = 10_000;

/** An attempt of Ada's in the lobby, now. */
export function attemptAt(clock: MovableClock, changes: Partial<Attempt> = {}): Attempt {
  return { userId: 'ada', room: 'lobby', at: clock.now(), window: WINDOW, slowMode: 0, ...changes };
}
