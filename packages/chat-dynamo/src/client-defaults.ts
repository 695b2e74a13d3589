/** How a client waits and retries. */
export interface ClientLimits {
  /** Tries of one call, the first included. */
  readonly maxAttempts: number;
  /** Milliseconds until a connection must be established. */
  readonly connectionTimeout: number;
  /** Milliseconds until the whole response must have arrived. */
  readonly requestTimeout: number;
}

/**
 * What clients do by default. DynamoDB responds within milliseconds: after a second, another try is quicker than the
 * rest of this one, and four of them end within the time of a function.
 */
export const CLIENT_DEFAULTS: ClientLimits = Object.freeze({
  maxAttempts: 4,
  connectionTimeout: 1_000,
  requestTimeout: 1_000,
});
