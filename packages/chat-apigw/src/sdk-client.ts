import { Agent } from 'node:https';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  type ApiGatewayManagementApiClientConfig,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { GatewaySettings } from './gateway-settings.js';
import type { Credentials, CredentialsProvider } from './signing/credentials.js';

/** Ends one connection. */
export type EndConnection = (connectionId: string) => Promise<void>;

/** `DeleteConnection` by the SDK's client: with its retries and its credentials; resolves where it is gone already. */
export function connectionEnder(settings: GatewaySettings, credentials: CredentialsProvider): EndConnection {
  const client = new ApiGatewayManagementApiClient(configuration(settings, credentials));
  return async (connectionId) => {
    try {
      await client.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
    } catch (error) {
      if (statusOf(error) !== 410) throw error;
    }
  };
}

/** The first credentials that the SDK's default chain finds. */
export async function chainCredentials(): Promise<Credentials> {
  const client = new ApiGatewayManagementApiClient({ region: 'us-east-1' });
  return client.config.credentials();
}

function configuration(
  settings: GatewaySettings,
  credentials: CredentialsProvider,
): ApiGatewayManagementApiClientConfig {
  const { endpoint, region, timeout, ca } = settings;
  return {
    endpoint: endpoint.url,
    region,
    credentials,
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: timeout,
      requestTimeout: timeout,
      throwOnRequestTimeout: true,
      ...(ca === undefined ? {} : { httpsAgent: new Agent({ ca, keepAlive: true }) }),
    },
  };
}

/** By status, not by name: only some of the SDK's errors carry the name of the service's. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  return typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
    ? Number(metadata.httpStatusCode)
    : undefined;
}
