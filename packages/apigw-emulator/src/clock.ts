/** Where the gateway gets its time: real in use, moved by hand in tests. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once, `delayMs` from now; returns what cancels it. MUST NOT run it before returning. */
  schedule(delayMs: number, task: () => void): () => void;
}

/** The machine's own clock. Its timers do not keep the process alive; the listening socket does. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, task) {
    const timer = setTimeout(task, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
