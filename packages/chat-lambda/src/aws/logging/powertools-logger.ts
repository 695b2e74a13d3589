import { Logger as Powertools } from '@aws-lambda-powertools/logger';
import type { LogFields, Logger } from '@serverless-ws/chat-domain';

import { loggableError } from './loggable-error.js';
import { functionFields, loggableFields } from './loggable-fields.js';
import type { RequestScope } from '../../logging/request-scope.js';

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
    const { service, functionName } = functionFields(process.env);
    return (this.#made ??= new Powertools({
      serviceName: service,
      persistentKeys: { function_name: functionName },
    }));
  }

  debug(message: string, fields?: LogFields): void {
    this.#powertools.debug(message, loggableFields(this.#scope, fields));
  }

  info(message: string, fields?: LogFields): void {
    this.#powertools.info(message, loggableFields(this.#scope, fields));
  }

  warn(message: string, fields?: LogFields): void {
    this.#powertools.warn(message, loggableFields(this.#scope, fields));
  }

  error(message: string, error: unknown, fields?: LogFields): void {
    const merged = loggableFields(this.#scope, fields);
    this.#powertools.error(message, { ...merged, error: { ...loggableError(error) } });
  }
}
