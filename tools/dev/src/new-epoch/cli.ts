// `npm run new-epoch -- --table TABLE (--room ROOM | --rooms-from FILE | --all) [--region REGION] [--endpoint URL]`: after a
// restore, or a change of retention, makes every client of these rooms start anew.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { documentClient, DynamoMessageRepository, SdkTableClient } from '@serverless-ws/chat-dynamo';
import { CommandError, messageOf, runCommand } from '@serverless-ws/command-line/command.js';
import { pagesOfRooms } from '../restore/renew-rooms.js';
import { newEpochOptions, USAGE } from './new-epoch-options.js';
import { startNewEpochs } from './start-new-epochs.js';

await runCommand('new-epoch', USAGE, async () => {
  const options = newEpochOptions(process.argv.slice(2), (file) => readFileSync(file, 'utf8'));
  const { table, region, endpoint, rooms, all } = options;
  const client = documentClient({ ...(region && { region }), ...(endpoint && { endpoint }) });
  const ids = { next: () => randomBytes(16).toString('base64url') };
  try {
    const messages = new DynamoMessageRepository({ client: new SdkTableClient(client), table, clock: Date });
    for await (const page of all ? pagesOfRooms(messages) : [rooms]) {
      const { renewed, unknown } = await startNewEpochs(messages, ids, page);
      for (const { room, epoch } of renewed) console.log(`${room} ${epoch}`);
      // The list of rooms may hold some that have ended; those that were named should be there.
      const passedOver = all ? [] : unknown;
      for (const room of passedOver) console.error(`new-epoch: ${room} has no log: never joined, or ended`);
    }
  } catch (error) {
    throw new CommandError(messageOf(error), 1);
  } finally {
    client.destroy();
  }
});
