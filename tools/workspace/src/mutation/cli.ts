// `npm run mutation [-- --area NAME]`: changes the code in small ways and looks whether a spec notices. Needs minutes.
// Results are kept in `.mutation`: an area whose code and specs stay the same is not run again.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, readFlags, runCommand } from '@serverless-ws/command-line/command.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { MUTATION_AREAS, type MutationArea } from './areas.js';
import { argumentFor } from './accepted-mutants.js';
import { mutationScore, percentKilled, type MutationReport } from './mutation-report.js';
import { MUTATION_FOLDER, strykerOptions } from './stryker-options.js';

/** Percent of the mutants of a project that its specs kill at least; argued ones count as survivors. */
const FLOOR = 90;

const folder = join(workspaceRoot, MUTATION_FOLDER);

/** @returns the report of a run, or of the last one where nothing has changed */
function mutate(area: MutationArea): MutationReport {
  mkdirSync(join(folder, 'options'), { recursive: true });
  const options = join(folder, 'options', `${area.name}.json`);
  writeFileSync(options, JSON.stringify(strykerOptions(area)));
  const stryker = join(workspaceRoot, 'node_modules/.bin/stryker');
  const run = spawnSync(stryker, ['run', options], {
    cwd: join(workspaceRoot, area.project),
    stdio: 'inherit',
  });
  if (run.status !== 0) throw new CommandError(`Stryker failed in ${area.name}`, 1);
  return JSON.parse(readFileSync(join(folder, 'reports', `${area.name}.json`), 'utf8'));
}

/** Says how a project did. @returns whether it is above the floor */
function judge(project: string, reports: readonly MutationReport[]): boolean {
  const score = mutationScore(reports);
  const open = score.survivors.filter((survivor) => argumentFor(survivor) === undefined);
  for (const { file, line, code, replacement } of open)
    console.log(`${file}:${line} ${code} => ${replacement}`);
  const percent = percentKilled(score);
  const { killed, survivors } = score;
  const argued = survivors.length - open.length;
  console.log(
    `${project}: ${percent.toFixed(1)} % (${killed} killed, ${argued} argued survivors, ${open.length} others)`,
  );
  return percent >= FLOOR;
}

const USAGE = `npm run mutation -- [flags]    changes the code in small ways, and looks whether a spec notices

  --area NAME  ${MUTATION_AREAS.map(({ name }) => name).join(', ')} (all of them)
  --help       print this`;

await runCommand('mutation', USAGE, () => {
  const { area: name } = readFlags(process.argv.slice(2), { area: 'string' });
  const areas = MUTATION_AREAS.filter((area) => name === undefined || area.name === name);
  if (areas.length === 0) {
    throw new CommandError(`--area is one of ${MUTATION_AREAS.map((area) => area.name).join(', ')}`);
  }
  const results = areas.map((area) => ({ project: area.project, report: mutate(area) }));
  const projects = [...new Set(areas.map(({ project }) => project))];
  const verdicts = projects.map((project) =>
    judge(
      project,
      results.filter((result) => result.project === project).map(({ report }) => report),
    ),
  );
  if (verdicts.includes(false)) throw new CommandError(`below ${FLOOR} %`, 1);
});
