import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { LazyLogger } from '../../logging/lazy-logger.js';
import { RequestScope } from '../../logging/request-scope.js';
import type { Variables } from '../../settings/environment.js';
import { MinimalLogger, minimalLoggerOf } from './minimal-logger.js';
import { PowertoolsLogger } from './powertools-logger.js';

const NAMES = [
  ...['POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_LOG_LEVEL', 'LOG_LEVEL', 'AWS_LAMBDA_LOG_LEVEL', 'TZ'],
  ...['AWS_LAMBDA_FUNCTION_NAME', '_X_AMZN_TRACE_ID'],
];

const cause = Object.assign(new TypeError('no eyJhbGciOiJIUzI1NiJ9.e30.x'), { Item: { text: 'private' } });
const error = new Error('broken', { cause });

let written: string[];
let before: NodeJS.ProcessEnv;

beforeEach(() => {
  before = process.env;
  process.env = Object.fromEntries(Object.entries(before).filter(([name]) => !NAMES.includes(name)));
  jest.useFakeTimers({ now: Date.UTC(2026, 10, 29) });
  written = [];
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(`${stream === process.stdout ? 'out' : 'err'} ${String(chunk)}`);
      return true;
    });
  }
});

afterEach(() => {
  process.env = before;
  jest.useRealTimers();
  jest.restoreAllMocks();
});

/** What a logger writes of each kind of line. */
function linesOf(loggerOf: (scope: RequestScope) => PowertoolsLogger | MinimalLogger): readonly string[] {
  written = [];
  const scope = new RequestScope();
  const logger = loggerOf(scope);
  scope.run({ requestId: 'r', connectionId: 'c=' }, () => {
    logger.debug('detail', { depth: 3 });
    logger.info('connected', {
      userId: 'größer',
      none: undefined,
      nothing: null,
      empty: '',
      zero: 0,
      no: false,
    });
    logger.info('', { token: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x' });
    logger.warn('100 %s, "quoted"\n', { requestId: 'of its own' });
    logger.error('failed', error, { room: 'tea' });
  });
  logger.error('failed', 'no error');
  logger.info('alone');
  return written;
}

describe('MinimalLogger', () => {
  it.each<Variables>([
    {},
    { POWERTOOLS_LOG_LEVEL: 'DEBUG' },
    { POWERTOOLS_LOG_LEVEL: ' WARN ', LOG_LEVEL: 'DEBUG' },
    { POWERTOOLS_LOG_LEVEL: 'loud', LOG_LEVEL: 'DEBUG' },
    { LOG_LEVEL: 'ERROR' },
    { AWS_LAMBDA_LOG_LEVEL: 'DEBUG', POWERTOOLS_LOG_LEVEL: 'ERROR' },
    { AWS_LAMBDA_LOG_LEVEL: 'FATAL' },
    { AWS_LAMBDA_LOG_LEVEL: 'loud', POWERTOOLS_LOG_LEVEL: 'ERROR' },
    { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    { POWERTOOLS_SERVICE_NAME: 'acme-chat', AWS_LAMBDA_FUNCTION_NAME: 'chat-prod-room', TZ: ':UTC' },
    { _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=557abcec3ee5a047;Sampled=1' },
    { _X_AMZN_TRACE_ID: '1-5759e988-bd862e3fe1be46a994272793' },
    { _X_AMZN_TRACE_ID: 'Parent=557abcec3ee5a047' },
  ])('writes the lines of Powertools with %j', (variables) => {
    Object.assign(process.env, variables);
    const expected = linesOf((scope) => new PowertoolsLogger(scope));
    expect(linesOf((scope) => new MinimalLogger(scope, process.env))).toEqual(expected);
  });

  it('writes at once, so that there is nothing to flush', async () => {
    const logger = minimalLoggerOf(new RequestScope(), { TZ: ':UTC' });
    logger.info('hello');
    expect(written).toEqual([expect.stringContaining('"message":"hello"')]);
    await logger.flush();
    expect(written).toHaveLength(1);
  });

  it.each<Variables>([
    { TZ: 'Europe/Berlin' },
    { POWERTOOLS_DEV: 'true' },
    { POWERTOOLS_LOGGER_SAMPLE_RATE: '0.1' },
    { AWS_LAMBDA_MAX_CONCURRENCY: '10' },
  ])('leaves %j to Powertools, which is loaded for the first line', async (variables) => {
    const logger = minimalLoggerOf(new RequestScope(), variables);
    expect(logger).toBeInstanceOf(LazyLogger);
    logger.info('hello');
    await logger.flush();
    expect(written).toEqual([expect.stringContaining('"message":"hello"')]);
  });
});
