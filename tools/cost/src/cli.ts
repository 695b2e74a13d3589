// npm run user-cost -- [--write]: what one user can cost in an hour under the defaults of the stage prod.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFlags, runCommand } from '@serverless-ws/command-line/command.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { replaceSection } from '@serverless-ws/command-line/document-section.js';
import { userCostTable } from './user-cost-table.js';
import { userLimits } from './user-limits.js';

const DOCUMENT = join(workspaceRoot, 'docs', 'deploy.md');
const USAGE = `npm run user-cost -- [flags]    what one user can cost in an hour, from the limits in serverless.yml

  --write           put the table into docs/deploy.md
  --help            print this`;

await runCommand('user-cost', USAGE, async () => {
  const flags = readFlags(process.argv.slice(2), { write: 'boolean' });
  const table = userCostTable(
    userLimits(await readFile(join(workspaceRoot, 'serverless.yml'), 'utf8'), 'prod'),
  );
  console.log(table);
  if (flags['write'] !== true) return;
  await writeFile(DOCUMENT, replaceSection(await readFile(DOCUMENT, 'utf8'), 'user-cost', table));
});
