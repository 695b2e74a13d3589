/** One measured figure. */
export interface ResultRow {
  readonly suite: string;
  /** What was measured, in words. */
  readonly row: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** The figure as a multiple of that of another row of the same run. */
  readonly ratioTo?: { readonly row: string; readonly ratio: number };
}
