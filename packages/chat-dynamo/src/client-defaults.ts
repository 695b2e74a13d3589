/** How a client waits and retries. */
export interface ClientLimits {
  /** Tries of one call, the first included. */
  readonly maxAttempts: number;
  /** Milliseconds until a connection must be established. */
  readonly connectionTimeout: number;
  /** Milliseconds until the whole response must have arrived. */
  readonly requestTimeout: number;
}

/** What clients do by default. All of it ends well within the 29 s that API Gateway grants an integration. */
export const CLIENT_DEFAULTS: ClientLimits = Object.freeze({
  maxAttempts: 4,
  connectionTimeout: 1_000,
  requestTimeout: 3_000,
});
