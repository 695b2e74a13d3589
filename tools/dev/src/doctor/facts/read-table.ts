import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { TableFacts } from './facts.js';

/**
 * Reads what a table is set to. A local engine has no backups: what it cannot describe is off.
 * @throws what DynamoDB says where there is no such table
 */
export async function readTable(client: DynamoDBClient, name: string): Promise<TableFacts> {
  const TableName = name;
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const [expiry, backups] = await Promise.all([
    client.send(new DescribeTimeToLiveCommand({ TableName })).catch(() => null),
    client.send(new DescribeContinuousBackupsCommand({ TableName })).catch(() => null),
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
