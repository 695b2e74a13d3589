import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';

/** Looks into the table of a chat. */
export class ConnectionRows {
  readonly #dynamo: DynamoDBClient;

  readonly #tableName: string;

  constructor(endpoint: string, tableName: string) {
    this.#tableName = tableName;

    const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
    this.#dynamo = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  }

  /** How many rows of a user's connections there are. */
  async of(userId: string): Promise<number> {
    const { Count = 0 } = await this.#dynamo.send(
      new QueryCommand({
        TableName: this.#tableName,
        KeyConditionExpression: 'PK = :user',
        ExpressionAttributeValues: { ':user': { S: `U#${userId}` } },
        ConsistentRead: true,
      }),
    );
    return Count;
  }

  close(): void {
    this.#dynamo.destroy();
  }
}
