import type { Logger } from '@serverless-ws/chat-domain';

import { RequestScope } from '../../logging/request-scope.js';
import { Environment, type Variables } from '../../settings/environment.js';
import { systemClock } from '../../system/system-clock.js';

/** Makes the logger of a function, whose lines carry the fields of the request. */
export type LoggerMaker<L extends Logger = Logger> = (scope: RequestScope) => L;

/**
 * The settings and ports that every function uses.
 * @throws SettingError for an unknown variable
 */
export function basePorts<L extends Logger>(variables: Variables, loggerOf: LoggerMaker<L>) {
  const scope = new RequestScope();
  return { environment: new Environment(variables), clock: systemClock, scope, logger: loggerOf(scope) };
}
