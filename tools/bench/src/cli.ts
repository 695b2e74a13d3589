// npm run bench -- [suite …] [--json FILE] [--write]: measures, prints the tables, keeps the rows if asked to.
// --write puts the tables into docs/benchmarks.md, and the charts beside it.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, readFlags, runCommand } from '@serverless-ws/command-line/command.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { replaceSection } from '@serverless-ws/command-line/document-section.js';
import { machine } from './machine.js';
import { markdownTable } from './report/markdown-table.js';
import type { ResultRow } from './report/result-row.js';
import type { ChartFile, Suite } from './suite.js';
import { SUITES } from './suites.js';

const USAGE = `npm run bench -- [suite …] [flags]    measures, and prints the tables

  suite        ${SUITES.map(({ name }) => name).join(', ')} (all of them)
  --json FILE  keep the rows
  --write      put the tables into docs/benchmarks.md, and the charts beside it
  --help       print this`;

await runCommand('bench', USAGE, async () => {
  const argv = process.argv.slice(2);
  const flagsAt = argv.findIndex((argument) => argument.startsWith('-'));
  const names = flagsAt < 0 ? argv : argv.slice(0, flagsAt);
  const flags = readFlags(argv.slice(names.length), { json: 'string', write: 'boolean' });
  const rows: ResultRow[] = [];
  for (const suite of named(names)) {
    const measured = await measure(suite);
    rows.push(...measured);
    const section = `${suite.title}\n\n${machine()}, \`npm run bench -- ${suite.name}\`\n\n${markdownTable(measured)}`;
    console.log(`\n${section}\n`);
    if (flags['write'] === true) {
      await keep(suite.name, section);
      await draw(suite.charts?.(measured) ?? []);
    }
  }
  if (typeof flags['json'] === 'string') await writeFile(flags['json'], `${JSON.stringify(rows, null, 2)}\n`);
});

function named(names: readonly string[]): readonly Suite[] {
  if (names.length === 0) return SUITES;
  return names.map((name) => {
    const suite = SUITES.find((one) => one.name === name);
    if (suite === undefined) {
      throw new CommandError(`no suite "${name}"; there are ${SUITES.map((one) => one.name).join(', ')}`);
    }
    return suite;
  });
}

async function measure(suite: Suite): Promise<readonly ResultRow[]> {
  const folder = await mkdtemp(join(tmpdir(), `bench-${suite.name}-`));
  try {
    return await suite.run({ folder, progress: (line) => console.error(`${suite.name}: ${line}`) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function draw(charts: readonly ChartFile[]): Promise<void> {
  for (const { file, svg } of charts) await writeFile(join(workspaceRoot, 'docs', file), svg);
}

async function keep(name: string, section: string): Promise<void> {
  const path = join(workspaceRoot, 'docs', 'benchmarks.md');
  await writeFile(path, replaceSection(await readFile(path, 'utf8'), name, section));
}
