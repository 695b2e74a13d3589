/** How exact a read must be. */
export interface ReadOptions {
  /**
   * `false`: what was written within the last seconds MAY be missed, and the read may cost less. `true` when absent: every
   * write that finished before is seen.
   */
  readonly consistent?: boolean;
}
