// The end of `.ci/run`, with the names of the failed stages as arguments: prints the closing line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolders } from '../projects/project-folders.js';
import { closingLine, tally, type JestResults } from '@serverless-ws/command-line/tally.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

const results = projectFolders(workspaceRoot).flatMap((project) => {
  const folder = join(project, 'coverage');
  return listed(folder)
    .filter((name) => name.endsWith('-results.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as JestResults);
});
const failedStages = process.argv.slice(2);
const sum = tally(results, failedStages.length);
if (failedStages.length > 0) console.log(`failed: ${failedStages.join(', ')}`);
console.log(closingLine(sum));
process.exitCode = sum.failed === 0 ? 0 : 1;

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // A project that was never tested; its missing report has failed the test stage.
  }
}
