import type { LogFields } from '@serverless-ws/chat-domain';

import type { RequestScope } from '../../logging/request-scope.js';
import type { Variables } from '../../settings/environment.js';
import { withoutTokens } from './loggable-error.js';

/** What lines say where the function's environment names no service. */
const SERVICE = 'serverless-ws-chat';

/** Where Lambda says the name of the function: by it, the metrics that are made of the lines fit Lambda's own. */
const FUNCTION = 'AWS_LAMBDA_FUNCTION_NAME';

/** What every line of a function says. */
export function functionFields(variables: Variables) {
  return {
    service: variables['POWERTOOLS_SERVICE_NAME'] ?? SERVICE,
    functionName: variables[FUNCTION],
  };
}

/** The fields of a line and those of its request, without anything that looks like a token. */
export function loggableFields(scope: RequestScope, fields: LogFields = {}): LogFields {
  const merged = Object.entries({ ...scope.fields, ...fields });
  return Object.fromEntries(
    merged.map(([name, value]) => [name, typeof value === 'string' ? withoutTokens(value) : value]),
  );
}
