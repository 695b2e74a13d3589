import { LONGEST_WAIT } from '../ports/timers.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The intervals and timeouts of a connection, in milliseconds: 1 to 2,147,483,647 (24 days). */
export interface ConnectionSettings {
  /** Between pings; under API Gateway's ten idle minutes, by more than a browser delays the timers of a hidden page. */
  readonly pingInterval: number;
  /** From the last entry or ack to the ping that asks whether more has come; up to twice as long. */
  readonly tailCheck: number;
  /**
   * After this age a session is replaced, up to 35 s sooner; under API Gateway's two hours, by the minute that a browser
   * delays the timers of a hidden page and the minute that an attempt may take.
   */
  readonly sessionAge: number;
  /** How long before its token expires a session is replaced; a fifth of what is left where that is less. */
  readonly expiryMargin: number;
  /** The first bound of the random wait before a reconnect; doubles. */
  readonly backoffBase: number;
  /** The highest bound. */
  readonly backoffCap: number;
  /** A session that lasts this long resets the backoff. */
  readonly stableAfter: number;
  /** For the response to one request. */
  readonly answerTimeout: number;
  /** For the response to a ping that checks the line. */
  readonly probeTimeout: number;
  /** For a token, a socket, and all rooms. */
  readonly attemptTimeout: number;
}

/**
 * Fits API Gateway's idle timeout of 10 minutes and connection duration of 2 hours.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export const defaultSettings: ConnectionSettings = {
  pingInterval: 8 * MINUTE,
  tailCheck: 30 * SECOND,
  sessionAge: 118 * MINUTE,
  expiryMargin: MINUTE,
  backoffBase: SECOND / 2,
  backoffCap: 30 * SECOND,
  stableAfter: 10 * SECOND,
  answerTimeout: 15 * SECOND,
  probeTimeout: 3.5 * SECOND,
  attemptTimeout: 60 * SECOND,
};

/**
 * The defaults with changes.
 * @throws RangeError for a time that no timer takes
 */
export function connectionSettings(changes: Partial<ConnectionSettings> = {}): ConnectionSettings {
  const settings = { ...defaultSettings, ...changes };
  for (const [name, ms] of Object.entries(settings)) {
    if (!(ms >= 1 && ms <= LONGEST_WAIT)) {
      throw new RangeError(`settings.${name} is not 1 to ${LONGEST_WAIT} ms: ${ms}`);
    }
  }
  return settings;
}
