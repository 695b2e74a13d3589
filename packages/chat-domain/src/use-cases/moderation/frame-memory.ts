import { minuteOf, type MinuteCounts } from '../../model/moderation/frame-limits.js';

/** Users cached at once; a process that serves more starts over. */
const USERS = 1_000;

interface Counted {
  readonly minute: number;
  readonly counts: MinuteCounts;
}

/**
 * What this process knows of the frames of each user: those that it counted itself, and the shared count where that was
 * higher when it was last read.
 */
export class FrameMemory {
  readonly #known = new Map<string, Counted>();

  /** Counts frames; returns those of this minute, these included, and of the one before it. */
  add(userId: string, at: number, frames: number): MinuteCounts {
    const [current, previous] = this.#countsOf(userId, minuteOf(at));
    return this.#keep(userId, at, [current + frames, previous]);
  }

  /** Takes over the shared counts where they are higher; returns what is known now. */
  learn(userId: string, at: number, shared: MinuteCounts): MinuteCounts {
    const [current, previous] = this.#countsOf(userId, minuteOf(at));
    return this.#keep(userId, at, [Math.max(current, shared[0]), Math.max(previous, shared[1])]);
  }

  #countsOf(userId: string, minute: number): MinuteCounts {
    const known = this.#known.get(userId);
    if (known?.minute === minute) return known.counts;
    return known?.minute === minute - 1 ? [0, known.counts[0]] : [0, 0];
  }

  #keep(userId: string, at: number, counts: MinuteCounts): MinuteCounts {
    if (this.#known.size >= USERS && !this.#known.has(userId)) this.#known.clear();
    this.#known.set(userId, { minute: minuteOf(at), counts });
    return counts;
  }
}
