/** The time. A port, so that tests control it. */
export interface Clock {
  /** Epoch milliseconds. MUST NOT be cached between calls. */
  now(): number;
}
