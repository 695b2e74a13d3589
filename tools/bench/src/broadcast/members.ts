import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DynamoConnectionRepository,
  SdkTableClient,
  type ChatTable,
  type TableClient,
} from '@serverless-ws/chat-dynamo';
import { connectMember } from '../store/chat-table.js';

/** Items that DynamoDB takes in one batch. */
const BATCH = 25;
/** Batches under way at once. */
const WRITERS = 8;

/** The id of one member; the sink reads the number at its end. */
export function memberId(index: number): string {
  return `m${String(index).padStart(9, '0')}`;
}

/**
 * Fills the lobby. One member joins through the repository, so that the row is the real one; the others get copies of
 * that row, which is all of them that a broadcast reads.
 */
export async function fillLobby(table: ChatTable, count: number, shards: number): Promise<void> {
  const { connectionId } = await connectMember(table, 'model');
  const [model] = await rowsOf(table, 0);
  if (model === undefined) throw new Error('The member has no row.');
  await new DynamoConnectionRepository({ ...table, clock: { now: () => Date.now() } }).remove(connectionId);
  await writeAll(table.client, table.table, count, (index) => ({
    ...model,
    PK: partition(index % shards),
    SK: memberId(index),
  }));
}

/** Members that have a row. */
export async function countMembers(table: ChatTable, shards: number): Promise<number> {
  const counts = Array.from({ length: shards }, async (_, shard) => (await rowsOf(table, shard)).length);
  return (await Promise.all(counts)).reduce((sum, one) => sum + one, 0);
}

/** The table of the sample: a row for each connection, and nothing else. */
export async function fillSample(
  client: DynamoDBDocumentClient,
  table: string,
  count: number,
): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'connectionId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'connectionId', KeyType: 'HASH' }],
    }),
  );
  await writeAll(new SdkTableClient(client), table, count, (index) => ({ connectionId: memberId(index) }));
}

function partition(shard: number): string {
  return `R#lobby#${shard}`;
}

async function rowsOf(
  { client, table }: ChatTable,
  shard: number,
): Promise<readonly Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.call('Query', {
      TableName: table,
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': partition(shard) },
      ExclusiveStartKey: from,
    });
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return rows;
}

async function writeAll(
  client: TableClient,
  table: string,
  count: number,
  item: (index: number) => Record<string, unknown>,
): Promise<void> {
  const starts = Array.from({ length: Math.ceil(count / BATCH) }, (_, index) => index * BATCH).values();
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      for (const start of starts) {
        const size = Math.min(BATCH, count - start);
        const puts = Array.from({ length: size }, (_, at) => ({ PutRequest: { Item: item(start + at) } }));
        await client.call('BatchWriteItem', { RequestItems: { [table]: puts } });
      }
    }),
  );
}
