// npm run simulate -- [flags]: how rooms of a hundred thousand and a million members fare, from measured costs;
// npm run simulate -- busy [--write]: what batches save in busy rooms;
// npm run simulate -- bill [--users N --rooms N --rate R --idle SHARE] [--write]: what a month costs.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceSection } from '@serverless-ws/command-line/document-section.js';
import { markdownTable } from '../report/markdown-table.js';
import type { ResultRow } from '../report/result-row.js';
import { CommandError, readFlags, runCommand } from '@serverless-ws/command-line/command.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { readPrices } from '@serverless-ws/cost/read-prices.js';
import { billOptions } from './bill/bill-options.js';
import { billReport } from './bill/bill-report.js';
import { busyReport } from './busy/busy-report.js';
import { cpuOfPost } from './measured-costs.js';
import { outlook } from './outlook.js';
import { simulateOptions, USAGE } from './simulate-options.js';

const DOCUMENT = join(workspaceRoot, 'docs', 'benchmarks.md');
const DEPLOY = join(workspaceRoot, 'docs', 'deploy.md');

const [subject, ...rest] = process.argv.slice(2);

await runCommand('simulate', USAGE, () => {
  if (subject === 'busy') return busyRooms();
  return subject === 'bill' ? bill() : largeRooms();
});

async function bill(): Promise<void> {
  const { shapes, write } = billOptions(rest);
  const protocol = await readFile(join(workspaceRoot, 'packages/chat-protocol/PROTOCOL.md'), 'utf8');
  const section = markdownTable(await billReport(shapes, readPrices(protocol)));
  console.log(`${section}\n`);
  if (write) await writeFile(DEPLOY, replaceSection(await readFile(DEPLOY, 'utf8'), 'bill', section));
}

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
