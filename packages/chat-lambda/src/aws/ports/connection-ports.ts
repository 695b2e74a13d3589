import type { ConnectionHandlerPorts } from '../../handlers/connection-handler.js';
import { apiIdOf } from '../../settings/api-id.js';
import type { Variables } from '../../settings/environment.js';
import { moderationSettings } from '../../settings/moderation-settings.js';
import { loggerOf } from '../logging/logger.js';
import { repositories } from '../repositories.js';
import { lazyGatewayOf } from '../gateway/lazy-gateway.js';
import { basePorts } from './base-ports.js';
import { gatewayOptions } from './gateway-options.js';

/**
 * The AWS ports of the function behind `$connect` and `$disconnect`. It posts nothing; where connections are limited, it
 * has a gateway that is loaded when a user has reached the limit, to ask which of them have ended.
 *
 * @param variables - `process.env`; the README lists what is read
 * @throws SettingError naming the variable that is missing, wrong or unknown
 */
export function connectionPorts(variables: Variables): ConnectionHandlerPorts {
  const { environment, ...base } = basePorts(variables, loggerOf);
  const settings = moderationSettings(environment);
  const isLimited = settings.connectionsPerUser !== undefined;
  return {
    ...base,
    ...repositories(variables, { environment, ...base }),
    ...(isLimited && { gateway: lazyGatewayOf(gatewayOptions(variables, { environment, ...base })) }),
    settings,
    apiId: apiIdOf(environment),
  };
}
