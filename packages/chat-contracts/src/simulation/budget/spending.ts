import { DEFAULT_FLOOD_LIMITS, DEFAULT_FRAME_LIMITS, type Clock } from '@serverless-ws/chat-domain';
import { BrokenPromise } from '../../contracts/expectation.js';

const MINUTE = 60_000;

/**
 * Frames served in a minute at most: frames are counted by a sample, with a standard deviation of 7 × √1,200, and each
 * container serves some more before it knows.
 */
const FRAMES = 3 * DEFAULT_FRAME_LIMITS.frames;

/** Messages served in a minute at most: they are counted exactly, by a tenth of their window. */
const MESSAGES = 1.1 * DEFAULT_FLOOD_LIMITS.messages * (MINUTE / DEFAULT_FLOOD_LIMITS.window + 1);

/** Writes of counters for each frame that is no message: one in fifty, and chance. */
const WRITES = 0.02;

interface Frame {
  readonly at: number;
  readonly isServed: boolean;
  readonly isMessage: boolean;
}

/** What one user who floods has spent. */
export class Spending {
  #frames: Frame[] = [];
  #sent = 0;
  #reports = 0;

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A frame came to its end. */
  frame(isServed: boolean, isMessage: boolean): void {
    this.#sent += 1;
    this.#frames.push({ at: this.#clock.now(), isServed, isMessage });
  }

  /** A write of the state of a user, of which only those of the flood are looked at. */
  write(method: string, what: unknown): void {
    const { userId } = Object(what);
    if (method === 'recordFrames' && userId === 'flooder') this.#reports += 1;
  }

  /** @throws BrokenPromise where more was served, or written, than a user's budget */
  check(): void {
    const since = this.#clock.now() - MINUTE;
    this.#frames = this.#frames.filter(({ at }) => at > since);
    const served = this.#frames.filter(({ isServed }) => isServed);
    const messages = served.filter(({ isMessage }) => isMessage).length;
    if (served.length > FRAMES)
      throw new BrokenPromise(`too much: ${served.length} frames served in a minute`);
    if (messages > MESSAGES) throw new BrokenPromise(`too much: ${messages} messages served in a minute`);
    const most = WRITES * this.#sent + 7 * Math.sqrt(WRITES * this.#sent) + 10;
    if (this.#reports > most)
      throw new BrokenPromise(`too much: ${this.#reports} counts written for ${this.#sent} frames`);
  }
}
