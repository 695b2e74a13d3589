import { SIGNAL_LIMITS } from '../../model/signal-limits.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import { perPorts } from '../per-ports.js';

/**
 * The posts that this process may make for what is not missed for long: signals and hints share it, and are dropped where it
 * is used up, so that a flood of them leaves the account's quota to messages.
 */
export class PostBudget {
  #left: number = SIGNAL_LIMITS.signalBurst;
  #at = -Infinity;

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes so many posts, if there are as many. */
  take(posts: number): boolean {
    const now = this.#clock.now();
    const grown = this.#left + ((now - this.#at) * SIGNAL_LIMITS.signalRate) / 1_000;
    this.#left = Math.min(SIGNAL_LIMITS.signalBurst, Math.max(this.#left, grown));
    this.#at = now;
    if (posts > this.#left) return false;
    this.#left -= posts;
    return true;
  }
}

/** The {@link PostBudget} of a chat. */
export const postBudgetOf = perPorts(({ clock }: Pick<ChatPorts, 'clock'>) => new PostBudget(clock));
