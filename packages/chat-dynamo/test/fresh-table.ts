import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MinimalDocumentClient } from '../src/minimal/minimal-document-client.js';
import type { MinimalOptions } from '../src/minimal/minimal-options.js';
import type { ChatTable } from '../src/table/chat-table.js';
import { documentClient } from '../src/document-client.js';
import { SdkTableClient } from '../src/sdk-table-client.js';
import { tableDefinition } from '../src/table-definition.js';

/** Credentials that every local engine accepts, and long timeouts: a busy machine must not fail a test. */
export const LOCAL = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  requestHandler: { connectionTimeout: 60_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
};

/** How a {@link MinimalDocumentClient} calls a local engine, with the same timeouts. */
export function minimalLocal(endpoint: string): MinimalOptions {
  const { region, credentials, requestHandler } = LOCAL;
  const { connectionTimeout, requestTimeout } = requestHandler;
  return {
    region,
    endpoint: new URL(endpoint),
    credentials: async () => credentials,
    limits: { connectionTimeout, requestTimeout },
  };
}

/** An empty table that is gone after `close`. */
export interface FreshTable extends ChatTable {
  /** What `client` calls with. */
  readonly sdk: DynamoDBDocumentClient;
  close(): Promise<void>;
}

/** Makes a table on an engine and waits until it can be used. */
export async function freshTable(endpoint: string): Promise<FreshTable> {
  const sdk = documentClient({ ...LOCAL, endpoint });
  const table = `chat-${randomUUID()}`;
  await sdk.send(new CreateTableCommand(tableDefinition(table)));
  for (let status = 'CREATING'; status !== 'ACTIVE';) {
    const { Table } = await sdk.send(new DescribeTableCommand({ TableName: table }));
    status = Table?.TableStatus ?? 'ACTIVE';
  }
  const close = async (): Promise<void> => {
    await sdk.send(new DeleteTableCommand({ TableName: table }));
    sdk.destroy();
  };
  return { client: new SdkTableClient(sdk), sdk, table, close };
}

/** The same, called by the client of the functions: what makes thousands of calls takes half the time with it. */
export async function minimalTable(endpoint: string): Promise<FreshTable> {
  const fresh = await freshTable(endpoint);
  const client = new MinimalDocumentClient(minimalLocal(endpoint));
  const close = async (): Promise<void> => {
    client.destroy();
    await fresh.close();
  };
  return { ...fresh, client, close };
}
