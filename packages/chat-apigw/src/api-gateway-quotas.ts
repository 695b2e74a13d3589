/**
 * What API Gateway grants a WebSocket API, in bytes and milliseconds.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export const API_GATEWAY_QUOTAS = Object.freeze({
  /** One message. */
  messageBytes: 128 * 1_024,
  /** One frame, and the unit in which messages are billed. */
  frameBytes: 32 * 1_024,
  /** How long a connection lasts. */
  connectionLife: 2 * 60 * 60 * 1_000,
  /** How long an integration may run, that of `$connect` as well. */
  integrationTimeout: 29_000,
});

/**
 * A connection younger than this may return 410 only because its `$connect` has not returned: the integration's
 * timeout, and a second for the way.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export const YOUNG_CONNECTION = API_GATEWAY_QUOTAS.integrationTimeout + 1_000;
