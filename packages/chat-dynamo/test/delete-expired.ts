import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { FreshTable } from './fresh-table.js';

/**
 * Deletes every item that DynamoDB's TTL may delete by a time (epoch milliseconds), as it does: only if the item has not
 * got a later end meanwhile. Local engines do so at their own time, or never.
 */
export async function deleteExpired({ sdk, table }: FreshTable, now: number): Promise<void> {
  const ended = '#ttl <= :now';
  const values = {
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':now': Math.floor(now / 1_000) },
  };
  const scan = new ScanCommand({
    TableName: table,
    ConsistentRead: true,
    FilterExpression: ended,
    ...values,
  });
  const { Items = [], LastEvaluatedKey } = await sdk.send(scan);
  if (LastEvaluatedKey !== undefined) throw new Error('The table of a test fits on one page.');
  for (const { PK, SK } of Items) {
    const condition = { ConditionExpression: ended, ...values };
    await sdk
      .send(new DeleteCommand({ TableName: table, Key: { PK, SK }, ...condition }))
      .catch(ignoreRefusal);
  }
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
}
