/** The clock of the gateway: real in use, advanced by hand in tests. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once, `delayMs` from now; returns a function that cancels it. MUST NOT run it before returning. */
  schedule(delayMs: number, task: () => void): () => void;
}

/** The system clock. Its timers do not keep the process alive; the listening socket does. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, task) {
    const timer = setTimeout(task, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
