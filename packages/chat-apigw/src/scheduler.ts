/** Timers. An option of the gateway, so that tests control time. */
export interface Scheduler {
  /**
   * Calls `run` once, not before `milliseconds` have passed, unless cancelled.
   *
   * @returns cancels; harmless afterwards
   */
  after(milliseconds: number, run: () => void): () => void;
}

/** The timers of Node. They keep the process alive while a delivery is awaited. */
export const systemScheduler: Scheduler = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};
