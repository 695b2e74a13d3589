import type { Logger } from '@serverless-ws/chat-domain';

import { RequestScope } from '../logging/request-scope.js';
import { Environment } from '../settings/environment.js';
import { systemClock } from '../system/system-clock.js';

/**
 * The ports that every function uses.
 * @throws SettingError
 */
export function basePorts<L extends Logger>(loggerOf: (scope: RequestScope) => L) {
  const scope = new RequestScope();
  const logger = loggerOf(scope);
  return { environment: new Environment(process.env), clock: systemClock, scope, logger };
}
