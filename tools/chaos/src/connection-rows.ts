import { ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import type { documentClient } from '@serverless-ws/chat-dynamo';
import { TABLE } from './backend-settings.js';

/** The rows that connections have in the table. */
export interface ConnectionRows {
  /** All of them, by their keys; the bars of those whose end came first are none. */
  readonly keys: readonly string[];
  /** Rooms with members, and users with connections. */
  readonly rooms: readonly string[];
  readonly users: readonly string[];
}

const PREFIX = /^(?:C#|R#(?<room>.*)#\d+$|U#(?<user>.*))/;

/** Reads the whole table. */
export async function connectionRows(client: ReturnType<typeof documentClient>): Promise<ConnectionRows> {
  const found = { keys: [] as string[], rooms: new Set<string>(), users: new Set<string>() };
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: TABLE, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    for (const { PK, SK, b } of page.Items ?? []) {
      const match = PREFIX.exec(PK?.S ?? '');
      if (match === null || b !== undefined) continue;
      found.keys.push(`${PK?.S} ${SK?.S}`);
      if (match.groups?.['room'] !== undefined) found.rooms.add(match.groups['room']);
      if (match.groups?.['user'] !== undefined) found.users.add(match.groups['user']);
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return { keys: found.keys, rooms: [...found.rooms], users: [...found.users] };
}
