export * from './api-gateway-message-gateway.js';
export type { CallbackAddress } from './callback-endpoint.js';
export type { RetryPolicy } from './delivery/retry-policy.js';
export type { GatewayOptions } from './gateway-options.js';
export type { Scheduler } from './scheduler.js';
export type { Credentials, CredentialsProvider } from './signing/credentials.js';
