/** Timers. An option of the gateway, so that tests control time. */
export interface Scheduler {
  /**
   * Calls `run` once, not before `milliseconds` have passed, unless cancelled.
   *
   * @returns cancels; harmless afterwards
   */
  after(milliseconds: number, run: () => void): () => void;
}

/**
 * The timers of Node. They keep the process alive while a delivery is awaited. What is due runs after what has arrived by
 * then was read: after a freeze, or where the process gets little of a core, Node would run all timers first, and posts
 * whose responses are there would count as timed out.
 */
export const systemScheduler: Scheduler = {
  after(milliseconds, run) {
    let due: ReturnType<typeof setImmediate> | undefined;
    const timer = setTimeout(() => {
      due = setImmediate(run);
    }, milliseconds);
    return () => {
      clearTimeout(timer);
      clearImmediate(due);
    };
  },
};
