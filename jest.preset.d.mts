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

/** For `jest.e2e.config.mjs`: suites that need whole processes. */
export function e2ePreset(projectDirectory: string): Config;
