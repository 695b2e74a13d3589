// `npm run restore -- --from TABLE --to TABLE (--at TIME | --latest)`, or `--table TABLE`: makes a table of a backup, or one
// that is there, ready for a stack.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentClient, DynamoMessageRepository, SdkTableClient } from '@serverless-ws/chat-dynamo';
import { CommandError, messageOf, runCommand } from '@serverless-ws/command-line/command.js';
import { Patience } from './patience.js';
import { restoreOptions, USAGE } from './restore-options.js';
import { restoreTable } from './restore-table.js';

await runCommand('restore', USAGE, async () => {
  const options = restoreOptions(process.argv.slice(2));
  const { region, endpoint, table } = options;
  const place = { ...(region && { region }), ...(endpoint && { endpoint }) };
  const [client, sdk] = [new DynamoDBClient(place), documentClient(place)];
  const messages = new DynamoMessageRepository({ client: new SdkTableClient(sdk), table, clock: Date });
  try {
    await restoreTable({ client, messages, patience: new Patience(), print: console.log }, options);
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError(messageOf(error), 1);
  } finally {
    client.destroy();
    sdk.destroy();
  }
});
