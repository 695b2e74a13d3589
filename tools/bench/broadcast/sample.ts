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
 * How AWS's own chat sample sends to everybody: scan the table of connections, post to all of them at once, delete who is
 * gone. Only the paging of the scan is added, without which it would miss everybody beyond the first megabyte.
 *
 * @see https://github.com/aws-samples/simple-websockets-chat-app
 */
export async function sampleBroadcast({ client, table, url }: SampleOptions, text: string): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local', sessionToken: 'local' };
  const management = new ApiGatewayManagementApiClient({ endpoint: url, region: 'eu-west-1', credentials });
  const connections: string[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ProjectionExpression: 'connectionId', ExclusiveStartKey: from }),
    );
    connections.push(...(page.Items ?? []).map((item) => String(item['connectionId'])));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  await Promise.all(
    connections.map(async (connectionId) => {
      try {
        await management.send(
          new PostToConnectionCommand({ ConnectionId: connectionId, Data: Buffer.from(text) }),
        );
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'GoneException') throw error;
        await client.send(new DeleteCommand({ TableName: table, Key: { connectionId } }));
      }
    }),
  );
}
