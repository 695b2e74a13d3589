import { TokenBucket } from './token-bucket.js';

/** The quotas of one account in a Region, per second except `burst`. */
export interface Quotas {
  /** New connections. */
  readonly connectionsPerSecond: number;
  /** Messages from clients and calls to `@connections`, together. 2,500 in some Regions. */
  readonly requestsPerSecond: number;
  /** Requests at once, after a pause. */
  readonly burst: number;
}

/**
 * The quotas of AWS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export const awsQuotas: Quotas = { connectionsPerSecond: 500, requestsPerSecond: 10_000, burst: 5_000 };

/** Counts connections and requests against the account's quotas; `'off'` allows everything. */
export class AccountThrottle {
  readonly #connections: TokenBucket | undefined;
  readonly #requests: TokenBucket | undefined;

  constructor(quotas: Quotas | 'off', now: () => number) {
    if (quotas === 'off') return;
    const { connectionsPerSecond, requestsPerSecond, burst } = quotas;
    this.#connections = new TokenBucket(connectionsPerSecond, connectionsPerSecond, now);
    this.#requests = new TokenBucket(requestsPerSecond, burst, now);
  }

  /** Whether one more connection is allowed now. */
  admitsConnection(): boolean {
    return this.#connections?.take() ?? true;
  }

  /** Whether one more message or call is allowed now. */
  admitsRequest(): boolean {
    return this.#requests?.take() ?? true;
  }
}
