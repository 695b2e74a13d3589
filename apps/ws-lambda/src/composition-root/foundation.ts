import { PowertoolsLogger } from '../logging/powertools-logger.js';
import { RequestScope } from '../logging/request-scope.js';
import { Environment } from '../settings/environment.js';
import { systemClock } from '../system/system-clock.js';

/**
 * What every function stands on.
 * @throws SettingError
 */
export function foundation() {
  const scope = new RequestScope();
  const logger = new PowertoolsLogger(scope);
  return { environment: new Environment(process.env), clock: systemClock, scope, logger };
}
