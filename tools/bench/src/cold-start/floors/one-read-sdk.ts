import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { CONNECTION_ITEM } from './connection-item.js';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** One read by the SDK's own client, bundled as well as it can be. */
export async function handler(): Promise<unknown> {
  const command = new GetCommand({ TableName: process.env['CHAT_TABLE'], Key: CONNECTION_ITEM.key });
  return client.send(command);
}
