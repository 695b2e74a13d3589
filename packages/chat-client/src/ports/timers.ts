/** Milliseconds: the longest wait that the timers of JavaScript take; a longer one would end at once. */
export const LONGEST_WAIT = 2 ** 31 - 1;

/** The time and the timers. A port, so that tests control both. */
export interface Timers {
  /** Epoch milliseconds, for display and for the times in tokens: the clock of the machine may be set at any time. */
  now(): number;
  /** Milliseconds since some start; never falls and never jumps. For waits. */
  elapsed(): number;
  /**
   * Runs something once, `ms` milliseconds from now; not before its time, but for waits of over 24 days.
   * @returns cancels it; without effect when it has run
   */
  after(ms: number, run: () => void): () => void;
}

/** The system's timers. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(ms, LONGEST_WAIT));
    return () => clearTimeout(timer);
  },
};
