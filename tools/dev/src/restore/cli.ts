// `npm run restore -- --from TABLE --to TABLE (--at TIME | --latest)`, or `--table TABLE`: makes a table of a backup, or one
// that is there, ready for a stack.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { eraseUserOf } from '@serverless-ws/chat-domain';
import { CommandError, messageOf, runCommand } from '@serverless-ws/command-line/command.js';
import { openChatTable } from '../erase-user/chat-table.js';
import { Patience } from './patience.js';
import { restoreOptions, USAGE } from './restore-options.js';
import { restoreTable } from './restore-table.js';

await runCommand('restore', USAGE, async () => {
  const options = restoreOptions(process.argv.slice(2));
  const { region, endpoint } = options;
  const place = { ...(region && { region }), ...(endpoint && { endpoint }) };
  const client = new DynamoDBClient(place);
  const { ports, close } = await openChatTable(options);
  const { heads } = ports;
  const erase = (userId: string) => eraseUserOf(ports).execute({ userId, isRestored: true });
  try {
    await restoreTable({ client, heads, erase, patience: new Patience(), print: console.log }, options);
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError(messageOf(error), 1);
  } finally {
    client.destroy();
    close();
  }
});
