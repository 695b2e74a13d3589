import { Agent } from 'node:https';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  type ApiGatewayManagementApiClientConfig,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { GatewaySettings } from './gateway-settings.js';
import type { Credentials, CredentialsProvider } from './signing/credentials.js';

/** What is done with single connections: by the SDK's client, with its retries and its credentials. */
export interface ConnectionCalls {
  /** `DeleteConnection`; resolves where it is gone already. */
  end(connectionId: string): Promise<void>;
  /** `GetConnection`: whether the connection exists. */
  exists(connectionId: string, signal: AbortSignal): Promise<boolean>;
}

/** The calls, over one client. */
export function connectionCalls(
  settings: GatewaySettings,
  credentials: CredentialsProvider,
): ConnectionCalls {
  const client = new ApiGatewayManagementApiClient(configuration(settings, credentials));
  return {
    async end(connectionId) {
      await unlessGone(client.send(new DeleteConnectionCommand({ ConnectionId: connectionId })));
    },
    exists(connectionId, abortSignal) {
      return unlessGone(
        client.send(new GetConnectionCommand({ ConnectionId: connectionId }), { abortSignal }),
      );
    },
  };
}

/** Whether there was a connection. */
async function unlessGone(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (statusOf(error) !== 410) throw error;
    return false;
  }
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
