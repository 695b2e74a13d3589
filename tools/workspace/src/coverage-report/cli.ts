// `npm run test:coverage [-- options of nx run-many]`: every project against the floors, then all of them together.
import { resolve } from 'node:path';
import { coverageThresholds } from '../../../../jest.preset.mjs';
import { runNx } from '../projects/nx.js';
import { testedProjects } from '../projects/project-folders.js';
import { mergedCoverage, METRICS, shortfalls } from './merged-coverage.js';
import { clearReports, readReports } from './reports.js';

/** The repository that this file lies in, which is a copy where the push hook is tested. */
const root = resolve(import.meta.dirname, '../../../..');

const projects = testedProjects(root);
clearReports(projects);
const jest = ['--coverage', '--json', '--outputFile=coverage/unit-results.json'];
const exitCode = runNx(root, [
  'run-many',
  '-t',
  'test',
  '--output-style=static',
  ...process.argv.slice(2),
  ...jest,
]);

const { reports, missing } = readReports(projects);
const merged = mergedCoverage(reports);
console.log('\nCoverage of the whole workspace');
for (const metric of METRICS) {
  const { covered, total, percent } = merged[metric];
  console.log(`  ${metric.padEnd(10)} ${`${percent}`.padStart(6)} %  (${covered}/${total})`);
}
const complaints = [
  ...missing.map((project) => `${project}: no coverage report`),
  ...shortfalls(merged, coverageThresholds),
];
for (const complaint of complaints) console.error(`coverage: ${complaint}`);
process.exitCode = exitCode === 0 && complaints.length > 0 ? 1 : exitCode;
