import { ChatError } from '../../model/chat-error.js';
import type { RateVerdict } from '../../model/moderation/flood-limits.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Caller } from '../caller.js';
import { perPorts } from '../per-ports.js';
import { endFloodOf, type EndFlood, type EndFloodPorts } from './end-flood.js';
import { frameBudgetOf, type FrameBudget } from './frame-budget.js';

/** What {@link FrameControl} needs. */
export interface FrameControlDependencies {
  readonly budget: FrameBudget;
  readonly endFlood: EndFlood;
}

/**
 * Allows or rejects a frame of a user by how many they have sent, whatever it holds. At the hard limit, all connections
 * of the user are closed.
 */
export class FrameControl {
  readonly #dependencies: FrameControlDependencies;

  constructor(dependencies: FrameControlDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `rate_limited`, with `retryAfterMs` */
  async execute(caller: Caller): Promise<void> {
    await this.#judge(caller, await this.#dependencies.budget.count(caller.identity.userId, 1));
  }

  /**
   * Counts what a frame leads to, besides the frame itself.
   *
   * @param frames - how many frames it costs as much as
   * @throws ChatError `rate_limited`, with `retryAfterMs`
   */
  async weigh(caller: Caller, frames: number): Promise<void> {
    await this.#judge(caller, await this.#dependencies.budget.weigh(caller.identity.userId, frames));
  }

  async #judge(caller: Caller, rate: RateVerdict): Promise<void> {
    const { endFlood } = this.#dependencies;
    if (rate.verdict === 'allowed') return;
    if (rate.verdict === 'flooding') await endFlood.execute(caller, 'all');
    const { retryAfterMs } = rate;
    throw new ChatError('rate_limited', 'Too many frames; wait a moment.', { retryAfterMs });
  }
}

/** What {@link frameControlOf} takes. */
export type FrameControlPorts = EndFloodPorts & Pick<ChatPorts, 'settings' | 'random'>;

/** The {@link FrameControl} of a chat; `undefined` where frames are not limited. */
export const frameControlOf = perPorts((ports: FrameControlPorts) => {
  const [budget, endFlood] = [frameBudgetOf(ports), endFloodOf(ports)];
  return budget === undefined || endFlood === undefined ? undefined : new FrameControl({ budget, endFlood });
});
