// `npm run load -- wss://HOST/STAGE --secret SECRET [--clients N] [--rate R] [--minutes M] [--json FILE]`: clients talk in
// one room of a running chat, and each must see every message once and in order.
import { writeFile } from 'node:fs/promises';
import { CommandError, runCommand } from '@serverless-ws/command-line/command.js';
import { isWell, loadLines } from './load-lines.js';
import { loadOptions, USAGE } from './load-options.js';
import { LoadRun } from './load-run.js';

/** Milliseconds between two lines of progress: on a terminal, where each replaces the last, and elsewhere. */
const PROGRESS = { terminal: 1_000, elsewhere: 10_000 };

await runCommand('load', USAGE, async () => {
  const options = loadOptions(process.argv.slice(2));
  const run = new LoadRun(options);
  const { isTTY } = process.stderr;
  const show = () => process.stderr.write(isTTY ? `\r\u001b[K${run.progress}` : `${run.progress}\n`);
  const timer = setInterval(show, isTTY ? PROGRESS.terminal : PROGRESS.elsewhere);
  const report = await run.execute().finally(() => clearInterval(timer));
  if (isTTY) process.stderr.write('\r\u001b[K');
  for (const line of loadLines(report)) console.log(line);
  if (options.json !== null) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (!isWell(report)) throw new CommandError('not every message came to every client, once and in order', 1);
});
