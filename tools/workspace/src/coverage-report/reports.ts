import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CoverageReport } from './merged-coverage.js';

/** Where each project leaves its report, from its own folder. */
const REPORT = join('coverage', 'coverage-final.json');

/** What the projects left behind. */
export interface FoundReports {
  readonly reports: readonly CoverageReport[];
  /** Projects without a report. */
  readonly missing: readonly string[];
}

/** Takes earlier reports away, so that a project that no longer writes one cannot hide behind its last. */
export function clearReports(projects: readonly string[]): void {
  for (const project of projects) rmSync(join(project, 'coverage'), { recursive: true, force: true });
}

/** Reads the report of every project. */
export function readReports(projects: readonly string[]): FoundReports {
  const missing = projects.filter((project) => !existsSync(join(project, REPORT)));
  const reports = projects
    .filter((project) => !missing.includes(project))
    .map((project) => JSON.parse(readFileSync(join(project, REPORT), 'utf8')) as CoverageReport);
  return { reports, missing };
}
