import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import jsonwebtoken from 'jsonwebtoken';
import { startLocalStack, type LocalStackOptions } from '../local-stack/start-local-stack.js';
import type { ChatTarget, Claims } from './scenario.js';

/** A chat of one's own on loopback, into which one can look. */
export interface LocalTarget extends ChatTarget {
  close(): Promise<void>;
}

/** Signs claims with a secret. */
export function minter(secret: string) {
  return ({ sub, name = sub, roles = [], expiresIn = 3_600, algorithm = 'HS256' }: Claims): string =>
    jsonwebtoken.sign({ sub, name, roles }, secret, { algorithm, expiresIn });
}

/** Starts a local stack as a target of the end-to-end suite. */
export async function startLocalTarget(options: LocalStackOptions = {}): Promise<LocalTarget> {
  let runs = 0;
  const onInvoke = (functionName: string) => {
    if (functionName !== 'authorizer') runs += 1;
  };
  const stack = await startLocalStack({ ...options, onInvoke });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
  const dynamo = new DynamoDBClient({ endpoint: stack.databaseUrl, region: 'us-east-1', credentials });
  const [table] = stack.deployment.tables;
  const rowsOf = async (userId: string) => {
    const { Count = 0 } = await dynamo.send(
      new QueryCommand({
        TableName: table?.TableName,
        KeyConditionExpression: 'PK = :user',
        ExpressionAttributeValues: { ':user': { S: `U#${userId}` } },
        ConsistentRead: true,
      }),
    );
    return Count;
  };
  return {
    url: stack.url,
    token: stack.token({ sub: '123', name: 'Dev User' }),
    mint: minter(stack.secret),
    inside: { handlerRuns: () => runs, rowsOf },
    close: async () => {
      dynamo.destroy();
      await stack.close();
    },
  };
}
