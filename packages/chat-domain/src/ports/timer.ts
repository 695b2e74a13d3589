/** Waiting, as a port, so that tests need not wait. */
export interface Timer {
  /** Resolves no sooner than `milliseconds` from now. */
  wait(milliseconds: number): Promise<void>;
}
