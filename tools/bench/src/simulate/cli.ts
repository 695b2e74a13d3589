// npm run simulate -- [flags]: how rooms of a hundred thousand and a million members fare, from measured costs;
// npm run simulate -- busy [--write]: what batches save in busy rooms.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceSection } from '@serverless-ws/command-line/document-section.js';
import { markdownTable } from '../report/markdown-table.js';
import type { ResultRow } from '../report/result-row.js';
import { CommandError, readFlags, runCommand } from '@serverless-ws/command-line/command.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { busyReport } from './busy/busy-report.js';
import { cpuOfPost } from './measured-costs.js';
import { outlook } from './outlook.js';
import { simulateOptions, USAGE } from './simulate-options.js';

const DOCUMENT = join(workspaceRoot, 'docs', 'benchmarks.md');

const [subject, ...rest] = process.argv.slice(2);

await runCommand('simulate', USAGE, () => (subject === 'busy' ? busyRooms() : largeRooms()));

async function busyRooms(): Promise<void> {
  const { write } = readFlags(rest, { write: 'boolean' });
  const section = `\`npm run simulate -- busy\`\n\n${markdownTable(await busyReport())}`;
  console.log(`${section}\n`);
  if (write !== true) return;
  await writeFile(DOCUMENT, replaceSection(await readFile(DOCUMENT, 'utf8'), 'busy', section));
}

async function largeRooms(): Promise<void> {
  const options = simulateOptions(process.argv.slice(2));
  const document = await readFile(DOCUMENT, 'utf8');
  const cost = cpuOfPost(options.json === undefined ? document : await rowsIn(options.json));
  const { bytes, quota, workers } = options;
  const section = `${workers} workers under a quota of ${quota.toLocaleString('en-US')} posts a second, messages of ${bytes} bytes, ${cost} µs of CPU a post as measured above, \`npm run simulate\`\n\n${markdownTable(outlook(options, cost))}`;
  console.log(`${section}\n`);
  if (options.write) await writeFile(DOCUMENT, replaceSection(document, 'simulate', section));
}

async function rowsIn(file: string): Promise<readonly ResultRow[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as ResultRow[];
  } catch {
    throw new CommandError(`--json ${file} cannot be read`);
  }
}
