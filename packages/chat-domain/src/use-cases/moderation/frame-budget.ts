import type { RateVerdict } from '../../model/moderation/flood-limits.js';
import {
  frameLimits,
  minuteVerdict,
  type FrameLimits,
  type MinuteCounts,
} from '../../model/moderation/frame-limits.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type { ModerationStateRepository } from '../../ports/moderation/moderation-state-repository.js';
import { perPorts } from '../per-ports.js';
import { FrameMemory } from './frame-memory.js';

/** One frame in so many is reported to the store, as so many: 0.02 writes a frame, on average. */
const SAMPLED = 50;

/** What {@link FrameBudget} needs. */
export interface FrameBudgetDependencies {
  readonly moderationStates: Pick<ModerationStateRepository, 'recordFrames'>;
  readonly clock: Clock;
  readonly logger?: Pick<Logger, 'error'> | undefined;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  readonly frames: FrameLimits;
}

/**
 * Counts the frames of users: in the memory of this process, and, by a sample, in the store, where all processes and
 * connections meet. What a report says does not depend on how many of them share a flood: each frame is reported with
 * the same chance, whichever of them it comes to.
 */
export class FrameBudget {
  readonly #memory = new FrameMemory();
  readonly #limits: FrameLimits;

  readonly #dependencies: FrameBudgetDependencies;

  constructor(dependencies: FrameBudgetDependencies) {
    this.#dependencies = dependencies;

    this.#limits = frameLimits(dependencies.frames);
  }

  /**
   * Counts something of a user, and judges by all that is known of them. Never rejects: where the store cannot be
   * reached, the memory of this process decides.
   *
   * @param frames - how many frames it costs as much as
   */
  count(userId: string, frames: number): Promise<RateVerdict> {
    return this.#add(userId, frames, 1 / SAMPLED);
  }

  /**
   * The same of something that an honest user does again and again, and that costs as much as many frames: it is
   * reported with a greater chance instead of as more, so that two reports in a row do not use up the whole limit.
   */
  weigh(userId: string, frames: number): Promise<RateVerdict> {
    return this.#add(userId, frames, Math.min(1, frames / SAMPLED));
  }

  async #add(userId: string, frames: number, chance: number): Promise<RateVerdict> {
    const { clock, random } = this.#dependencies;
    const at = clock.now();
    const own = this.#memory.add(userId, at, frames);
    const counts = random() < chance ? await this.#report(userId, at, Math.round(frames / chance), own) : own;
    return minuteVerdict(counts, at, this.#limits);
  }

  async #report(userId: string, at: number, frames: number, own: MinuteCounts): Promise<MinuteCounts> {
    const { moderationStates, logger } = this.#dependencies;
    try {
      const shared = await moderationStates.recordFrames({ userId, at, frames });
      return this.#memory.learn(userId, at, shared.frames);
    } catch (error) {
      logger?.error('frames not counted', error);
      return own;
    }
  }
}

/** What {@link frameBudgetOf} takes. */
export type FrameBudgetPorts = Pick<ChatPorts, 'clock' | 'moderation' | 'settings' | 'random'> & {
  readonly logger?: Pick<Logger, 'error'> | undefined;
};

/** The {@link FrameBudget} of a chat; `undefined` where frames are not limited. */
export const frameBudgetOf = perPorts(
  ({ moderation, settings, random = Math.random, ...ports }: FrameBudgetPorts) => {
    if (moderation === undefined || settings?.frames === undefined) return undefined;
    return new FrameBudget({ ...ports, ...moderation, random, frames: settings.frames });
  },
);
