import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CLIENT_DEFAULTS } from './client-defaults.js';

/**
 * A document client that gives up in time. The SDK alone waits for ever for an answer; Lambda would be ended first,
 * and the caller would never learn why.
 *
 * @param config - anything of the SDK's own, such as `endpoint`; what it names wins
 */
export function documentClient(config: DynamoDBClientConfig = {}): DynamoDBDocumentClient {
  const { maxAttempts, connectionTimeout, requestTimeout } = CLIENT_DEFAULTS;
  // The request's time ends with the head of the answer; what follows would have five minutes for each silence.
  const socketTimeout = requestTimeout;
  const requestHandler = { connectionTimeout, requestTimeout, socketTimeout, throwOnRequestTimeout: true };
  const client = new DynamoDBClient({ maxAttempts, requestHandler, ...config });
  // It copies every answer for a logger, also where there is none: a tenth of what a page of members costs.
  if (config.logger === undefined) client.middlewareStack.remove('loggerMiddleware');
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
