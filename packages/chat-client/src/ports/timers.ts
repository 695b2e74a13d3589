/** The time, and what is to happen later. A port, so that tests own both. */
export interface Timers {
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Runs something once, `ms` milliseconds from now.
   * @returns takes it back; harmless when it has run
   */
  after(ms: number, run: () => void): () => void;
}

/** The machine's own. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
