/** What tells a {@link startLimit} the time. */
export interface Ticker {
  /** Milliseconds of a clock that is never set. */
  now(): number;
  /** Calls once, after so many milliseconds at the earliest. Returns what takes the call back. */
  after(milliseconds: number, call: () => void): () => void;
}

const systemTicker: Ticker = {
  now: () => performance.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Milliseconds between two looks at the clock, and how many a look counts at most. */
const TICK = 50;
const MOST = 100;

/** What is called as the time goes by. */
export interface LimitCalls {
  /** The time is up. */
  ended(): void;
  /** So many milliseconds have not been counted so far. */
  forgiven?(milliseconds: number): void;
}

/**
 * A limit on the time in which this machine runs: what a look at the clock comes late is not counted. A laptop that is
 * overloaded, or that slept, ends no function that would have been in time on AWS; an idle one does at the very moment.
 * @returns what lifts the limit
 */
export function startLimit(
  milliseconds: number,
  calls: LimitCalls,
  ticker: Ticker = systemTicker,
): () => void {
  let [counted, forgiven, last] = [0, 0, ticker.now()];
  const wait = () => ticker.after(Math.min(TICK, milliseconds - counted), tick);
  let cancel = wait();
  function tick(): void {
    const now = ticker.now();
    const passed = now - last;
    last = now;
    counted += Math.min(passed, MOST);
    if (passed > MOST) calls.forgiven?.((forgiven += passed - MOST));
    if (counted >= milliseconds) calls.ended();
    else cancel = wait();
  }
  return () => cancel();
}
