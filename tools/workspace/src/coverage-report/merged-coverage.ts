import coverage from 'istanbul-lib-coverage';
import type { CoverageMapData } from 'istanbul-lib-coverage';
import type { CoverageThresholds } from '../../../../jest.preset.mjs';

/** What one report holds: `coverage-final.json` of one project. */
export type CoverageReport = CoverageMapData;

/** The four figures of the push policy. */
export type Metric = keyof CoverageThresholds;

/** How much there is of a metric, and how much of it the tests reached. */
export interface Extent {
  readonly total: number;
  readonly covered: number;
  /** Percent, two decimals. 0 where there is nothing: an empty report proves nothing. */
  readonly percent: number;
}

/** All four figures of the whole workspace. */
export type MergedCoverage = Readonly<Record<Metric, Extent>>;

/** The metrics in the order in which they are shown. */
export const METRICS: readonly Metric[] = ['statements', 'lines', 'functions', 'branches'];

/** Adds the reports of several projects up; a file that two of them ran counts once, with both runs' hits. */
export function mergedCoverage(reports: readonly CoverageReport[]): MergedCoverage {
  const map = coverage.createCoverageMap({});
  for (const report of reports) map.merge(report);
  const summary = map.getCoverageSummary();
  const extent = (metric: Metric): Extent => {
    const { total, covered, pct } = summary[metric];
    return { total, covered, percent: total === 0 ? 0 : pct };
  };
  return {
    statements: extent('statements'),
    lines: extent('lines'),
    functions: extent('functions'),
    branches: extent('branches'),
  };
}

/** One sentence for each figure below its floor, and one for each that counts nothing at all; none when all is well. */
export function shortfalls(merged: MergedCoverage, floors: CoverageThresholds): readonly string[] {
  return METRICS.flatMap((metric) => {
    const { total, percent } = merged[metric];
    if (total === 0) return [`${metric}: nothing was measured`];
    return percent < floors[metric]
      ? [`${metric}: ${percent} % is below the floor of ${floors[metric]} %`]
      : [];
  });
}
