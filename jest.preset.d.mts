import type { Config } from 'jest';

/** The floors of the push policy, in percent. */
export interface CoverageThresholds {
  readonly statements: number;
  readonly lines: number;
  readonly functions: number;
  readonly branches: number;
}

export const coverageThresholds: CoverageThresholds;

export function preset(projectDirectory: string): Config;
