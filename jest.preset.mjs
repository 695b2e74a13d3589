// One Jest setup for every project: native ESM, sources of sibling packages (no build needed), floors on coverage.
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The floors of the push policy; the merged report is held to the same numbers. */
export const coverageThresholds = { statements: 90, lines: 90, functions: 80, branches: 69 };

/** @param {string} projectDirectory the folder of the project's own `jest.config.mjs` */
export function preset(projectDirectory) {
  return {
    displayName: basename(projectDirectory),
    // One for all projects, as it names the folder of what is transformed.
    id: 'serverless-ws',
    rootDir: projectDirectory,
    testEnvironment: 'node',
    testRunner: join(import.meta.dirname, 'tools/workspace/src/jest/serial-runner.mjs'),
    testEnvironmentOptions: { customExportConditions: ['@serverless-ws/source', 'node', 'node-addons'] },
    testMatch: ['<rootDir>/**/*.spec.ts', '<rootDir>/**/*.spec.tsx'],
    testPathIgnorePatterns: ['/node_modules/', '/dist/', '/out-tsc/'],
    modulePathIgnorePatterns: ['/dist/'],
    // A limit for hangs, not for speed: no test may depend on how busy the machine is.
    testTimeout: 300_000,
    extensionsToTreatAsEsm: ['.ts', '.tsx'],
    transform: {
      '^.+\\.tsx?$': [
        join(import.meta.dirname, 'tools/workspace/src/jest/shared-swc.mjs'),
        {
          swcrc: false,
          jsc: {
            target: 'es2023',
            parser: { syntax: 'typescript', tsx: true },
            transform: { react: { runtime: 'automatic' } },
          },
          module: { type: 'es6' },
          // Beside the code, where Jest finds it without parsing the code.
          sourceMaps: true,
        },
      ],
    },
    // What most imports are, first.
    moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
    moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
    collectCoverageFrom: ['src/**/*.{ts,tsx}', '!src/**/*.spec.{ts,tsx}'],
    // Without `<rootDir>`, which Nx would take for a folder's name and then neither cache nor restore the report.
    coverageDirectory: 'coverage',
    coverageReporters: ['json', 'text-summary'],
    coverageThreshold: { global: coverageThresholds },
  };
}

/**
 * What needs whole processes: a running stack over real sockets, a packaged one, Git with its hooks. `npm test` runs it,
 * the push hook does not, and it counts for no coverage.
 * @param {string} projectDirectory the folder of the project's own `jest.e2e.config.mjs`
 */
export function e2ePreset(projectDirectory) {
  // Jest writes its results there, and does not make the folder.
  mkdirSync(join(projectDirectory, 'coverage'), { recursive: true });
  return {
    ...preset(projectDirectory),
    passWithNoTests: false,
    testMatch: ['<rootDir>/src/**/*.e2e.ts'],
    coverageThreshold: {},
  };
}
