import type { LocalAccess } from './access/local-access.js';
import { systemClock, type Clock } from './clock.js';
import type { FaultHook } from './faults.js';
import type { GatewayLogger } from './gateway-logger.js';
import type { Authorizer } from './handshake/authorizer.js';
import { awsLimits, type Limits } from './limits.js';
import type { Permissions } from './management/permissions.js';
import type { CredentialLookup } from './management/verify-signature.js';
import { awsQuotas, type Quotas } from './quotas/account-throttle.js';
import type { Routes } from './routing/routes.js';

/** The options of a local API. Only `routes` and `credentials` are required. */
export interface GatewayOptions extends LocalAccess {
  /** Route keys to integrations; each is a Lambda handler. */
  readonly routes: Routes;
  /** Secrets for the signatures on `@connections`; `'unsigned'` switches the check off. */
  readonly credentials: CredentialLookup | 'unsigned';
  /** What the holder of an access key may do on `@connections`, as IAM decides. Default: a known key may do everything. */
  readonly permissions?: Permissions;
  /** Default: none, so that every client may connect. */
  readonly authorizer?: Authorizer;
  /** Where it listens. Default: `127.0.0.1`. Clients that call any other by a name need it in `allowedHosts`. */
  readonly host?: string;
  /** Default: 0, any free port. */
  readonly port?: number;
  /** First segment of every path, as on AWS. Default: `local`. */
  readonly stage?: string;
  /** Default: `us-east-1`. */
  readonly region?: string;
  /** Default: `123456789012`. */
  readonly accountId?: string;
  /** Default: `local`. */
  readonly apiId?: string;
  /** `requestContext.domainName`. Default: host and port. */
  readonly domainName?: string;
  /** Default: none. */
  readonly stageVariables?: Readonly<Record<string, string>>;
  /** Default: `$request.body.action`. */
  readonly routeSelectionExpression?: string;
  /** Default: the system clock. */
  readonly clock?: Clock;
  /** Default: AWS's. */
  readonly limits?: Partial<Limits>;
  /** Default: AWS's; `'off'` for load tests. */
  readonly quotas?: Partial<Quotas> | 'off';
  /** Makes operations fail, for tests. Default: none. */
  readonly faults?: FaultHook;
  /** Default: no logging. */
  readonly logger?: GatewayLogger;
}

/** The options with every default filled in, except `domainName`, which needs the port. */
export type GatewaySettings = Required<Omit<GatewayOptions, Optional>> &
  Pick<GatewayOptions, Optional> & { readonly limits: Limits; readonly quotas: Quotas | 'off' };

type Optional = 'allowedHosts' | 'allowedOrigins' | 'authorizer' | 'domainName' | 'faults' | 'permissions';

/** @throws TypeError naming the option that is wrong */
export function settle(options: GatewayOptions): GatewaySettings {
  const settings = {
    host: '127.0.0.1',
    port: 0,
    stage: 'local',
    region: 'us-east-1',
    accountId: '123456789012',
    apiId: 'local',
    stageVariables: {},
    routeSelectionExpression: '$request.body.action',
    clock: systemClock,
    logger: () => undefined,
    ...options,
    limits: { ...awsLimits, ...options.limits },
    quotas: options.quotas === 'off' ? ('off' as const) : { ...awsQuotas, ...options.quotas },
  };
  // https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html
  if (!/^[\w-]{1,128}$/.test(settings.stage))
    throw new TypeError(`stage "${settings.stage}" is not a stage name`);
  checkPositive('limits', settings.limits);
  if (settings.quotas !== 'off') checkPositive('quotas', settings.quotas);
  return settings;
}

function checkPositive(option: string, values: Limits | Quotas): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(value > 0))
      throw new TypeError(`${option}.${name} must be a positive number, not ${String(value)}`);
  }
}
