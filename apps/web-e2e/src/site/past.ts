import {
  documentClient,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  SdkTableClient,
} from '@serverless-ws/chat-dynamo';
import type { LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';

/** A message from before the users of the test. */
export interface Said {
  readonly by: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Reactions of Grace to it. */
  readonly reactions?: readonly string[];
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** What every local engine takes. */
const LOCAL = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  // On whatever machine: a past is written before anything is measured.
  requestHandler: { requestTimeout: 60_000, throwOnRequestTimeout: true },
} as const;
const DAY = 24 * 60 * 60 * 1_000;
/** Writes under way at once. */
const SIDE_BY_SIDE = 12;

/** Puts a past into the log of a room that does not exist yet: days of it in seconds. */
export async function writePast(stack: LocalStack, room: string, past: readonly Said[]): Promise<void> {
  const table = stack.deployment.tables[0]?.TableName ?? '';
  const sdk = documentClient({ ...LOCAL, endpoint: stack.databaseUrl });
  const client = new SdkTableClient(sdk);
  const at = { client, table, clock: { now: () => Date.now() } };
  const heads = new DynamoRoomHeadRepository(at);
  const messages = new DynamoMessageRepository(at);
  const entries = past.map(({ by, text, at, meta }, index) => ({
    kind: 'message' as const,
    seq: index + 1,
    reservedAt: at,
    expiresAt: Date.now() + 30 * DAY,
    id: `${room}-${index + 1}`,
    sender: { id: by.toLowerCase(), name: by },
    text,
    ...(meta && { meta }),
  }));
  try {
    await heads.getOrCreate(room, 'written', past[0]?.at ?? Date.now());
    for (let from = 0; from < entries.length; from += SIDE_BY_SIDE) {
      const batch = entries.slice(from, from + SIDE_BY_SIDE);
      await Promise.all(
        batch.map(async (entry, index) => {
          await messages.append(room, entry);
          for (const reaction of past[from + index]?.reactions ?? []) {
            await messages.react(room, entry, { reaction, userId: 'grace', seq: entries.length, on: true });
          }
        }),
      );
    }
    await client.call('UpdateItem', {
      TableName: table,
      Key: { PK: `L#${room}`, SK: 'HEAD' },
      UpdateExpression: 'SET q = :seq, r = :yes',
      ExpressionAttributeValues: { ':seq': entries.length, ':yes': 1 },
    });
  } finally {
    sdk.destroy();
  }
}
