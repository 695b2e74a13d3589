import type { ResultRow } from './report/result-row.js';

/** What a suite is given. */
export interface BenchContext {
  /** Says where it is, to the person waiting. */
  readonly progress: (line: string) => void;
  /** A folder for what the run needs; deleted afterwards. */
  readonly folder: string;
}

/** A chart, and its name beside the tables. */
export interface ChartFile {
  readonly file: string;
  readonly svg: string;
}

/** A set of figures that are measured together, so that their ratios mean something. */
export interface Suite {
  readonly name: string;
  /** One line on what it measures, above its table. */
  readonly title: string;
  run(context: BenchContext): Promise<readonly ResultRow[]>;
  /** The rows as charts. */
  charts?(rows: readonly ResultRow[]): readonly ChartFile[];
}
