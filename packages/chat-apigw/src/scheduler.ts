/** Timers. An option of the gateway, so that tests own time. */
export interface Scheduler {
  /**
   * Calls `run` once, not before `milliseconds` have passed, unless cancelled.
   *
   * @returns cancels; harmless afterwards
   */
  after(milliseconds: number, run: () => void): () => void;
}

/** The timers of Node. They keep the process alive, as whoever waits for a delivery expects. */
export const systemScheduler: Scheduler = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};
