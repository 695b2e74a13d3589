/** The time and the timers. A port, so that tests control both. */
export interface Timers {
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Runs something once, `ms` milliseconds from now.
   * @returns cancels it; without effect when it has run
   */
  after(ms: number, run: () => void): () => void;
}

/** The system's timers. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
