import type { ConnectionHandlerPorts } from '../../handlers/connection-handler.js';
import type { FlushableLogger } from '../../logging/flushed.js';
import { apiIdOf } from '../../settings/api-id.js';
import type { Variables } from '../../settings/environment.js';
import { moderationSettings } from '../../settings/moderation-settings.js';
import { presenceSettings } from '../../settings/presence-settings.js';
import { minimalLoggerOf } from '../logging/minimal-logger.js';
import { headsOf, repositories, tableOf } from '../repositories.js';
import { lazyGatewayOf } from '../gateway/lazy-gateway.js';
import { lazyPresenceOf } from '../presence/lazy-presence.js';
import { basePorts } from './base-ports.js';
import { gatewayOptions } from './gateway-options.js';

/** The ports of the function behind `$connect` and `$disconnect`. */
export interface ConnectionPorts extends ConnectionHandlerPorts {
  /** Flush it before the function responds. */
  readonly logger: FlushableLogger;
}

/**
 * The AWS ports of the function behind `$connect` and `$disconnect`. Where connections are limited, it has a gateway that is
 * loaded when a user has reached the limit, to ask which of them have ended; where members are told who comes and goes,
 * it is loaded to tell them. Otherwise it posts nothing, and has none.
 *
 * @param variables - `process.env`; the README lists what is read
 * @throws SettingError naming the variable that is missing, wrong or unknown
 */
export function connectionPorts(variables: Variables): ConnectionPorts {
  const { environment, ...base } = basePorts(variables, minimalLoggerOf);
  const settings = { ...moderationSettings(environment), ...presenceSettings(environment) };
  const table = tableOf(variables, { environment, ...base });
  const stores = { ...repositories(table), ...headsOf(table) };
  const isPosting = settings.connectionsPerUser !== undefined || settings.presenceHints !== undefined;
  const gateway = isPosting ? lazyGatewayOf(gatewayOptions(variables, { environment, ...base })) : undefined;
  return {
    ...{ ...base, ...stores, settings },
    ...(gateway && { gateway, presence: lazyPresenceOf({ ...base, ...stores, gateway, settings }) }),
    apiId: apiIdOf(environment),
  };
}
