import { TokenBucket } from './token-bucket.js';

/** What one account may do in a Region, each a second but for `burst`. */
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

/** Counts what the account does against its quotas; `'off'` lets everything pass. */
export class AccountThrottle {
  readonly #connections: TokenBucket | undefined;
  readonly #requests: TokenBucket | undefined;

  constructor(quotas: Quotas | 'off', now: () => number) {
    if (quotas === 'off') return;
    const { connectionsPerSecond, requestsPerSecond, burst } = quotas;
    this.#connections = new TokenBucket(connectionsPerSecond, connectionsPerSecond, now);
    this.#requests = new TokenBucket(requestsPerSecond, burst, now);
  }

  /** Whether one more connection may be made now. */
  admitsConnection(): boolean {
    return this.#connections?.take() ?? true;
  }

  /** Whether one more message or call may pass now. */
  admitsRequest(): boolean {
    return this.#requests?.take() ?? true;
  }
}
