import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  documentClient,
  DynamoConnectionRepository,
  MinimalDocumentClient,
  minimalOptions,
  SdkTableClient,
  tableDefinition,
  type ChatTable,
} from '@serverless-ws/chat-dynamo';
import type { Connection } from '@serverless-ws/chat-domain';

/** What a local engine wants to hear: Lambda's own variables carry the same to the handlers. */
export const LOCAL_ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SESSION_TOKEN: 'local',
};

/** A table of the chat on an engine. */
export async function createChatTable(endpoint: string, table: string): Promise<ChatTable> {
  const client = localClient(endpoint);
  await client.send(new CreateTableCommand(tableDefinition(table)));
  return { client: new SdkTableClient(client), table };
}

/** A client of an engine, with the patience of a busy machine. */
export function localClient(endpoint: string) {
  return documentClient({
    endpoint,
    region: LOCAL_ENVIRONMENT.AWS_REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: { connectionTimeout: 60_000, requestTimeout: 60_000 },
  });
}

/** The client that the functions have, for an engine; as patient. */
export function lambdaClient(endpoint: string): MinimalDocumentClient {
  return new MinimalDocumentClient({
    ...minimalOptions({ ...LOCAL_ENVIRONMENT, AWS_ENDPOINT_URL_DYNAMODB: endpoint }),
    limits: { connectionTimeout: 60_000, requestTimeout: 60_000 },
  });
}

/** Connects a user to the lobby, an hour ago. */
export async function connectMember(table: ChatTable, connectionId: string): Promise<Connection> {
  const now = Date.now();
  const connection: Connection = {
    connectionId,
    identity: { userId: '123', name: 'Dev User', roles: ['admin'], expiresAt: null },
    connectedAt: now - 3_600_000,
    expiresAt: now + 3_600_000,
    memberships: [{ room: 'lobby', shard: 0 }],
  };
  await new DynamoConnectionRepository({ ...table, clock: { now: () => Date.now() } }).add(connection);
  return connection;
}
