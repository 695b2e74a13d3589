// `npm run remove -- --stage STAGE [--yes]`: removes a stack from AWS, and says first what becomes of the table.
import { CommandError, messageOf, runCommand } from '@serverless-ws/command-line/command.js';
import { confirm } from '../rollback/confirm.js';
import { osls, serviceName } from '../rollback/osls.js';
import { readDeployed, readTableName } from '../rollback/read-deployments.js';
import { stackOptions } from '../rollback/stack-options.js';
import { removePlan, USAGE } from './remove-plan.js';

await runCommand('remove', USAGE, async () => {
  const options = stackOptions(process.argv.slice(2), process.env);
  const { stage, region, isSure } = options;
  const name = `${serviceName()}-${stage}`;
  const read = Promise.all([readTableName(name, region), readDeployed(name, region)]);
  const [tableName, { table }] = await read.catch((error: unknown) => {
    throw error instanceof CommandError ? error : new CommandError(messageOf(error), 1);
  });
  for (const line of removePlan(name, tableName ?? 'of the chat', table)) console.log(line);
  if (!isSure) await confirm(stage, { input: process.stdin, output: process.stdout });
  await osls(['remove'], options);
});
