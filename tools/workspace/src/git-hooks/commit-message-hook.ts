// `.husky/commit-msg FILE`: refuses a commit whose subject no release could be made from.
import { readFile } from 'node:fs/promises';
import { CommandError, runCommand } from '@serverless-ws/command-line/command.js';
import { subjectFault } from './commit-subject.js';

await runCommand('commit-msg', 'commit-msg FILE    checks the subject of a commit message', async () => {
  const fault = subjectFault(await readFile(process.argv[2] ?? '', 'utf8'));
  if (fault !== null) throw new CommandError(fault, 1);
});
