import type { Logger } from '@serverless-ws/chat-domain';

import { PowertoolsLogger } from './powertools-logger.js';
import type { RequestScope } from '../../logging/request-scope.js';

/** The logger, in a file of its own, as some functions load it lazily. */
export function loggerOf(scope: RequestScope): Logger {
  return new PowertoolsLogger(scope);
}
