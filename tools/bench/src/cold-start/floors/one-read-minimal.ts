import { MinimalDocumentClient, minimalOptions } from '@serverless-ws/chat-dynamo';
import { CONNECTION_ITEM } from './connection-item.js';

const client = new MinimalDocumentClient(minimalOptions(process.env));

/** One read by the client of the handlers. */
export async function handler(): Promise<unknown> {
  return client.call('GetItem', { TableName: process.env['CHAT_TABLE'], Key: CONNECTION_ITEM.key });
}
