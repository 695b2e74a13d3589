import {
  startGateway,
  type Authorizer,
  type Gateway,
  type GatewayOptions,
  type Permissions,
  type Routes,
} from '@serverless-ws/apigw-emulator';
import { codeOf, ServiceError } from '../service-error.js';
import { secretOf } from '../endpoint/credentials.js';
import type { Deployment } from '../serverless-file/deployment.js';

/** Runs one event in a function of that name. */
export type Invoke = (functionName: string, event: unknown) => Promise<unknown>;

/**
 * What is otherwise than on AWS: for tests, time, the account's quotas and what goes wrong; and where it listens, and which
 * host names and web pages besides those of this machine it answers.
 */
export type GatewayOddities = Pick<
  GatewayOptions,
  'allowedHosts' | 'allowedOrigins' | 'clock' | 'faults' | 'host' | 'quotas'
>;

/** Where a gateway stands. */
export interface GatewayAddress extends GatewayOddities {
  /** 0 for any free one. */
  readonly port: number;
  readonly stage: string;
  /** As functions know it. */
  readonly apiId: string;
  readonly routeSelectionExpression: string;
  /** What the holder of an access key may do on `@connections`. */
  readonly permissions: Permissions;
}

/**
 * Opens the gateway before there is anything behind it, since functions must know its address: a client that
 * reconnects early to a known port gets 503.
 * @throws ServiceError when the port cannot be had
 */
export async function openGateway({ port, ...place }: GatewayAddress): Promise<Gateway> {
  const routes: Routes = { $connect: { invoke: () => ({ statusCode: 503 }) } };
  try {
    return await startGateway({ ...place, port, routes, credentials: secretOf });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EADDRINUSE') throw new ServiceError('port_unavailable', `port ${port} is taken`);
    if (code === 'EACCES') throw new ServiceError('port_unavailable', `port ${port} is not for this user`);
    throw error;
  }
}

/** Puts functions behind the gateway's routes; clients stay connected. */
export function connectRoutes(gateway: Gateway, deployment: Deployment, invoke: Invoke): void {
  const routes: Routes = Object.fromEntries(
    deployment.routes.map(({ key, functionName, routeResponse }) => [
      key,
      { invoke: (event: unknown) => invoke(functionName, event), routeResponse },
    ]),
  );
  const { authorizer } = deployment;
  if (authorizer === undefined) return gateway.setRoutes(routes, null);
  const { functionName, identitySource } = authorizer;
  const guard: Authorizer = { invoke: (event) => invoke(functionName, event), identitySource };
  gateway.setRoutes(routes, guard);
}
