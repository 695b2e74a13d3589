import type { LogFields } from '@serverless-ws/chat-domain';

import type { FlushableLogger } from '../../logging/flushed.js';
import type { RequestScope } from '../../logging/request-scope.js';
import type { Variables } from '../../settings/environment.js';
import { lazyLoggerOf } from './lazy-logger.js';
import { loggableError } from './loggable-error.js';
import { functionFields, loggableFields } from './loggable-fields.js';

/** The levels of Powertools, by what they let through. */
const LEVELS = { TRACE: 6, DEBUG: 8, INFO: 12, WARN: 16, ERROR: 20, CRITICAL: 24, SILENT: 28 } as const;

type Level = keyof typeof LEVELS;

/** Variables of which Powertools makes what {@link MinimalLogger} does not: indented lines, samples, and traces of many requests at once. */
const BEYOND = ['POWERTOOLS_DEV', 'POWERTOOLS_LOGGER_SAMPLE_RATE', 'AWS_LAMBDA_MAX_CONCURRENCY'];

/**
 * A logger for functions that write a line at most calls: a {@link MinimalLogger}, or, where variables ask for more than that
 * writes, Powertools itself, which is then loaded for the first line. Flush it before the function responds.
 *
 * @param variables - `process.env`
 */
export function minimalLoggerOf(scope: RequestScope, variables: Variables = process.env): FlushableLogger {
  const { TZ: zone = '' } = { ...variables };
  const isEnough = (zone === '' || zone.includes('UTC')) && BEYOND.every((name) => !variables[name]);
  return isEnough ? new MinimalLogger(scope, variables) : lazyLoggerOf(scope);
}

/**
 * Writes the lines of AWS Lambda Powertools, byte for byte, without loading it, which is 5 ms of a cold start. Knows the
 * variables of its levels and of its service.
 */
export class MinimalLogger implements FlushableLogger {
  readonly #scope: RequestScope;
  readonly #variables: Variables;
  readonly #least: number;

  constructor(scope: RequestScope, variables: Variables) {
    this.#scope = scope;
    this.#variables = variables;
    this.#least = LEVELS[levelIn(variables)];
  }

  debug(message: string, fields?: LogFields): void {
    this.#write('DEBUG', { message, fields });
  }

  info(message: string, fields?: LogFields): void {
    this.#write('INFO', { message, fields });
  }

  warn(message: string, fields?: LogFields): void {
    this.#write('WARN', { message, fields });
  }

  error(message: string, error: unknown, fields?: LogFields): void {
    this.#write('ERROR', { message, fields, error: loggableError(error) });
  }

  /** Every line is written at once. */
  async flush(): Promise<void> {}

  #write(level: Level, { message, fields, ...error }: Line): void {
    if (LEVELS[level] < this.#least) return;
    const { service, functionName } = functionFields(this.#variables);
    const own = { level, message, timestamp: new Date().toISOString(), service };
    const others = { sampling_rate: 0, xray_trace_id: traceIn(this.#variables) };
    const line = {
      ...{ ...own, function_name: functionName, ...others },
      ...loggableFields(this.#scope, fields),
      ...error,
      // No field of a request replaces these.
      ...{ ...own, sampling_rate: 0 },
    };
    const stream = LEVELS[level] < LEVELS.WARN ? process.stdout : process.stderr;
    stream.write(`${JSON.stringify(withoutEmpty(line))}\n`);
  }
}

/** What a line says beside its level. */
interface Line {
  readonly message: string;
  readonly fields: LogFields | undefined;
  readonly error?: ReturnType<typeof loggableError>;
}

/** Lambda's own setting counts before those of the function. */
function levelIn(variables: Variables): Level {
  const [lambda, powertools, plain] = ['AWS_LAMBDA_LOG_LEVEL', 'POWERTOOLS_LOG_LEVEL', 'LOG_LEVEL'].map(
    (name) => variables[name]?.trim(),
  );
  return [lambda?.replace(/^FATAL$/, 'CRITICAL'), powertools || plain].find(isLevel) ?? 'INFO';
}

function isLevel(name: string | undefined): name is Level {
  return name !== undefined && Object.hasOwn(LEVELS, name);
}

/** The id in Lambda's `Root=1-…;Parent=…;Sampled=1`. */
function traceIn(variables: Variables): string | undefined {
  const trace = variables['_X_AMZN_TRACE_ID']?.trim();
  if (trace === undefined || !trace.includes('=')) return trace;
  const root = trace.split(';').find((field) => field.startsWith('Root='));
  return root?.split('=')[1];
}

function withoutEmpty(line: object): object {
  return Object.fromEntries(
    Object.entries(line).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}
