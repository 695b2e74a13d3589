// `npm run api-report`: writes the public surface of a package into its folder `api`.
import { CommandError, readFlags, runCommand } from '@serverless-ws/command-line/command.js';
import { writeReports } from './report-files.js';

await runCommand('api-report', null, () => {
  const { package: root } = readFlags(process.argv.slice(2), { package: 'string' });
  if (typeof root !== 'string') throw new CommandError('--package FOLDER is missing');
  for (const file of writeReports(root)) console.log(file);
});
