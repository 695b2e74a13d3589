/** The time. A port, so that tests own it. */
export interface Clock {
  /** Epoch milliseconds. MUST NOT be cached between calls. */
  now(): number;
}
