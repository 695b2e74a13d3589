// `npm run -s export-user -- --user ID --table TABLE > FILE`: all rows of a user, as JSON Lines.
import { exportUserOf } from '@serverless-ws/chat-domain';
import { CommandError, messageOf, runCommand } from '@serverless-ws/command-line/command.js';
import { openChatTable } from '../erase-user/chat-table.js';
import { exportUserOptions, USAGE } from './export-user-options.js';

await runCommand('export-user', USAGE, async () => {
  const options = exportUserOptions(process.argv.slice(2));
  const { ports, close } = await openChatTable(options);
  try {
    for await (const row of exportUserOf(ports).execute(options.userId)) console.log(JSON.stringify(row));
  } catch (error) {
    throw new CommandError(messageOf(error), 1);
  } finally {
    close();
  }
});
