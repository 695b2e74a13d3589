import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { DeleteCommand, ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What the sample works with. */
export interface SampleOptions {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly url: string;
}

/**
 * How AWS's own chat sample sends to all: scan the table of connections, post to all of them at once, delete who is
 * gone. Only the paging of the scan is added, without which it would miss all beyond the first megabyte; and the
 * client is kept from message to message.
 *
 * @see https://github.com/aws-samples/simple-websockets-chat-app
 */
export function sampleBroadcast({ client, table, url }: SampleOptions): (text: string) => Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local', sessionToken: 'local' };
  const management = new ApiGatewayManagementApiClient({ endpoint: url, region: 'eu-west-1', credentials });
  return async (text) => {
    const connections = await allConnections(client, table);
    await Promise.all(connections.map((connectionId) => post(connectionId, text)));
  };

  async function post(connectionId: string, text: string): Promise<void> {
    try {
      const command = new PostToConnectionCommand({ ConnectionId: connectionId, Data: Buffer.from(text) });
      await management.send(command);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'GoneException') throw error;
      await client.send(new DeleteCommand({ TableName: table, Key: { connectionId } }));
    }
  }
}

async function allConnections(client: DynamoDBDocumentClient, table: string): Promise<readonly string[]> {
  const connections: string[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ProjectionExpression: 'connectionId', ExclusiveStartKey: from }),
    );
    connections.push(...(page.Items ?? []).map((item) => String(item['connectionId'])));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return connections;
}
