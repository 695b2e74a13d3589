/** Sizes in bytes, times in milliseconds. Each can be lowered for a test; the defaults are AWS's. */
export interface Limits {
  /** One WebSocket frame from a client. */
  readonly frameBytes: number;
  /** One message, from a client or in a POST. */
  readonly messageBytes: number;
  /** Silence in both directions before the gateway closes the connection. */
  readonly idleMs: number;
  /** Age at which the gateway closes the connection, busy or not. */
  readonly lifeMs: number;
  /** How long an integration may take. */
  readonly integrationTimeoutMs: number;
  /** The result of the authorizer, as JSON. */
  readonly authorizerResultBytes: number;
  /** Characters in the URL of the handshake. */
  readonly urlLength: number;
  /**
   * Bytes waiting for a slow client before further posts to it are throttled, and its frames are no longer read. AWS
   * has such a limit and does not publish it.
   */
  readonly clientBufferBytes: number;
}

/**
 * The quotas of AWS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export const awsLimits: Limits = {
  frameBytes: 32 * 1024,
  messageBytes: 128 * 1024,
  idleMs: 10 * 60_000,
  lifeMs: 2 * 60 * 60_000,
  integrationTimeoutMs: 29_000,
  authorizerResultBytes: 8 * 1024,
  urlLength: 4096,
  clientBufferBytes: 1024 * 1024,
};
