import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { MutationArea } from './areas.js';

/** Where a run keeps its copies and results, from the workspace's root. */
export const MUTATION_FOLDER = '.mutation';

/** A mutant that makes a test wait for ever is given up after this many milliseconds. */
const GIVE_UP_AFTER = 4_000;

/**
 * The options of one run, for a process in the project's folder. The copies that Stryker makes lie two levels below the
 * workspace's root, as the projects do: what they import is found from there too.
 *
 * The specs run on Mocha, whose runner loads them once and then only switches mutants on: a tenth of the time that Jest
 * takes, which begins anew for each.
 */
export function strykerOptions(area: MutationArea): Readonly<Record<string, unknown>> {
  const folder = `../../${MUTATION_FOLDER}`;
  return {
    packageManager: 'npm',
    plugins: ['@stryker-mutator/mocha-runner'],
    testRunner: 'mocha',
    testRunnerNodeArgs: [
      '--conditions=@serverless-ws/source',
      '--import',
      createRequire(import.meta.url).resolve('tsx'),
      '--import',
      join(import.meta.dirname, 'specs-on-mocha/register.mjs'),
    ],
    mochaOptions: { spec: area.specs, 'no-config': true, 'no-package': true },
    coverageAnalysis: 'perTest',
    mutate: [...area.mutate, '!**/*.spec.ts'],
    ignorePatterns: ['dist', 'coverage', 'out-tsc'],
    tempDirName: folder,
    incremental: true,
    incrementalFile: `${folder}/incremental/${area.name}.json`,
    reporters: ['clear-text', 'progress-append-only', 'json'],
    jsonReporter: { fileName: `${folder}/reports/${area.name}.json` },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
    concurrency: 1,
    timeoutMS: GIVE_UP_AFTER,
    disableTypeChecks: false,
  };
}
