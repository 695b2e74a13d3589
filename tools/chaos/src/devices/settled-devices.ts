import { ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import type { MessageRepository, RoomHeadReader, UserRoomRepository } from '@serverless-ws/chat-domain';
import type { documentClient } from '@serverless-ws/chat-dynamo';
import { TABLE } from '../backend-settings.js';
import type { DeviceGroup } from './device-group.js';
import type { SettledDeviceLog, SettledDevices } from './devices-verdict.js';

/** What the table is read by. */
export interface SettledStores {
  readonly client: ReturnType<typeof documentClient>;
  readonly heads: RoomHeadReader;
  readonly messages: MessageRepository;
  readonly userRooms: UserRoomRepository;
}

/** Reads what devices have left in the table. */
export async function settledDevices(
  stores: SettledStores,
  { records, devices }: DeviceGroup,
): Promise<SettledDevices> {
  const users = [...new Set(devices.map(({ userId }) => userId))];
  const logs: SettledDeviceLog[] = [];
  for (const [log, { room }] of records.heads) {
    const head = await stores.heads.find(room);
    if (head === null) continue;
    const range = { from: 1, to: head.seq, order: 'ascending', limit: head.seq, reactions: true } as const;
    const entries = await stores.messages.read(room, range);
    const rows = await Promise.all(users.map((userId) => stores.userRooms.find(userId, room)));
    const marks = users.flatMap((userId, index) => {
      const row = rows[index];
      return row === null || row === undefined ? [] : [{ userId, mark: row.mark }];
    });
    logs.push({ log, head, entries, marks });
  }
  return { ...records, logs, dump: await dumpOf(stores.client) };
}

async function dumpOf(client: SettledStores['client']): Promise<string> {
  const pages: string[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: TABLE, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    pages.push(JSON.stringify(page.Items));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return pages.join('\n');
}
