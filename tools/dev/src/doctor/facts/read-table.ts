import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { TableFacts } from './facts.js';

/**
 * Reads what a table is set to. What a local engine has no word for is off.
 * @throws what DynamoDB says where there is no such table, or it may not be read
 */
export async function readTable(client: DynamoDBClient, name: string): Promise<TableFacts> {
  const TableName = name;
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const [expiry, backups] = await Promise.all([
    client.send(new DescribeTimeToLiveCommand({ TableName })).catch(unknownHere),
    client.send(new DescribeContinuousBackupsCommand({ TableName })).catch(unknownHere),
  ]);
  const { TimeToLiveStatus, AttributeName = '' } = expiry?.TimeToLiveDescription ?? {};
  const recovery = backups?.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  return {
    name,
    status: Table?.TableStatus ?? 'unknown',
    timeToLive: TimeToLiveStatus === 'ENABLED' ? AttributeName : null,
    restorable: recovery?.PointInTimeRecoveryStatus === 'ENABLED',
    isProtected: Table?.DeletionProtectionEnabled === true,
  };
}

function unknownHere(error: unknown): null {
  if (error instanceof Error && error.name === 'UnknownOperationException') return null;
  throw error;
}
