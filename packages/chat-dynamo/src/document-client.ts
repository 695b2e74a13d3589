import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CLIENT_DEFAULTS } from './client-defaults.js';

/**
 * A document client with timeouts. Without them, the SDK waits for a response for ever; Lambda would end first,
 * and the caller would never see an error.
 *
 * @param config - any configuration of the SDK, such as `endpoint`; it overrides the defaults
 */
export function documentClient(config: DynamoDBClientConfig = {}): DynamoDBDocumentClient {
  const { maxAttempts, connectionTimeout, requestTimeout } = CLIENT_DEFAULTS;
  // `requestTimeout` covers the response head only; for the body, the default is five minutes of inactivity.
  const socketTimeout = requestTimeout;
  const requestHandler = { connectionTimeout, requestTimeout, socketTimeout, throwOnRequestTimeout: true };
  const client = new DynamoDBClient({ maxAttempts, requestHandler, ...config });
  // The SDK copies each response for its logger, even without one: a tenth of the cost of a page of members.
  if (config.logger === undefined) client.middlewareStack.remove('loggerMiddleware');
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
