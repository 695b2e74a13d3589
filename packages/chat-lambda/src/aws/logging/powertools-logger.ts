import { Logger as Powertools } from '@aws-lambda-powertools/logger';
import type { LogFields, Logger } from '@serverless-ws/chat-domain';

import { loggableError, withoutTokens } from './loggable-error.js';
import type { RequestScope } from '../../logging/request-scope.js';

/** What lines say where the function's environment names no service. */
const SERVICE = 'serverless-ws-chat';

/** Where Lambda says the name of the function: by it, the metrics that are made of the lines fit Lambda's own. */
const FUNCTION = 'AWS_LAMBDA_FUNCTION_NAME';

/**
 * The domain's `Logger` on AWS Lambda Powertools: one JSON object a line, with the fields of the request.
 * The level is Powertools' own: `POWERTOOLS_LOG_LEVEL`, INFO by default. So is the service: `POWERTOOLS_SERVICE_NAME`.
 */
export class PowertoolsLogger implements Logger {
  #made: Powertools | undefined;

  readonly #scope: RequestScope;

  constructor(scope: RequestScope) {
    this.#scope = scope;
  }

  /** Made for the first line: some calls write none. */
  get #powertools(): Powertools {
    return (this.#made ??= new Powertools({
      serviceName: process.env['POWERTOOLS_SERVICE_NAME'] ?? SERVICE,
      persistentKeys: { function_name: process.env[FUNCTION] },
    }));
  }

  debug(message: string, fields?: LogFields): void {
    this.#powertools.debug(message, this.#merged(fields));
  }

  info(message: string, fields?: LogFields): void {
    this.#powertools.info(message, this.#merged(fields));
  }

  warn(message: string, fields?: LogFields): void {
    this.#powertools.warn(message, this.#merged(fields));
  }

  error(message: string, error: unknown, fields?: LogFields): void {
    this.#powertools.error(message, { ...this.#merged(fields), error: { ...loggableError(error) } });
  }

  #merged(fields: LogFields = {}): Record<string, string | number | boolean | null | undefined> {
    const merged = Object.entries({ ...this.#scope.fields, ...fields });
    return Object.fromEntries(
      merged.map(([name, value]) => [name, typeof value === 'string' ? withoutTokens(value) : value]),
    );
  }
}
