import type { ConnectionHandlerPorts } from '../../handlers/connection-handler.js';
import { apiIdOf } from '../../settings/api-id.js';
import type { Variables } from '../../settings/environment.js';
import { moderationSettings } from '../../settings/moderation-settings.js';
import { loggerOf } from '../logging/logger.js';
import { repositories } from '../repositories.js';
import { basePorts } from './base-ports.js';

/**
 * The AWS ports of the function behind `$connect` and `$disconnect`. It posts nothing, so there is no gateway.
 *
 * @param variables - `process.env`; the README lists what is read
 * @throws SettingError naming the variable that is missing, wrong or unknown
 */
export function connectionPorts(variables: Variables): ConnectionHandlerPorts {
  const { environment, ...base } = basePorts(variables, loggerOf);
  const settings = moderationSettings(environment);
  return {
    ...base,
    ...repositories(variables, { environment, ...base }),
    settings,
    apiId: apiIdOf(environment),
  };
}
