import { CommandError } from '@serverless-ws/command-line/command.js';
import type { TableFate } from '../rollback/deployed.js';

/** What `--help` prints. */
export const USAGE = `npm run remove -- --stage STAGE [flags]    removes a stack from AWS

  --stage STAGE    of serverless.yml, such as dev
  --region REGION  of the stack (AWS_REGION, or eu-central-1)
  --yes            does not ask
  --help           print this

It says first what becomes of the table.`;

/**
 * What removing a stack does, in lines.
 *
 * @param fate - of the table, as the deployed template says
 * @throws CommandError where the stack cannot be removed
 */
export function removePlan(stack: string, table: string, fate: TableFate): readonly string[] {
  if (fate === 'protected') {
    throw new CommandError(
      `DynamoDB protects the table ${table}, which the stack would delete: deploy with ` +
        '--param="tableDeletionPolicy=Retain" to keep it, or "tableDeletionProtection=false" to delete it',
      1,
    );
  }
  const fates = {
    deleted:
      `The table ${table} is deleted, with all messages. ` +
      'DynamoDB keeps a backup of it for 35 days ($DeletedTableBackup).',
    kept:
      `The table ${table} stays, with all messages, and costs its storage. ` +
      `A new stack takes it with --param="tableName=${table}".`,
    'not of the stack': `The table ${table} stays: it is not part of the stack.`,
  };
  return [
    `The stack ${stack} is removed: API, functions, queues, alarms, logs, and what a rollback would need.`,
    fates[fate],
  ];
}
