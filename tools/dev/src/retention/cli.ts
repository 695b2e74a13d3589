// `npm run retention -- --table TABLE --room ROOM --days DAYS [--deployment-days DAYS] [--region REGION] [--endpoint URL]`:
// how long the messages of one room are kept.
import { randomBytes } from 'node:crypto';
import { documentClient, DynamoRoomHeadRepository, SdkTableClient } from '@serverless-ws/chat-dynamo';
import { CommandError, messageOf, runCommand } from '@serverless-ws/command-line/command.js';
import { retainRoom } from './retain-room.js';
import { retentionOptions, USAGE } from './retention-options.js';

await runCommand('retention', USAGE, async () => {
  const { table, region, endpoint, room, period, deployment } = retentionOptions(process.argv.slice(2));
  const client = documentClient({ ...(region && { region }), ...(endpoint && { endpoint }) });
  const ids = { next: () => randomBytes(16).toString('base64url') };
  try {
    const heads = new DynamoRoomHeadRepository({ client: new SdkTableClient(client), table, clock: Date });
    const { above } = await retainRoom({ heads, ids, clock: Date, deployment }, room, period);
    console.log(`${room} keeps messages for ${period / 86_400_000} days, those above ${above} in full`);
  } catch (error) {
    throw new CommandError(messageOf(error), 1);
  } finally {
    client.destroy();
  }
});
