export { systemClock, type Clock } from './clock.js';
export { ManualClock } from './manual-clock.js';
export { awsLimits, type Limits } from './limits.js';
export type { LocalAccess } from './access/local-access.js';
export { RequestGuard, type GuardedRequest, type RefusedRequest } from './access/request-guard.js';
export { startGateway } from './start-gateway.js';
export type { Gateway } from './gateway.js';
export type { GatewayOptions } from './gateway-options.js';
export type { Fault, FaultHook, FaultOutcome, Operation } from './faults.js';
export type { GatewayLogger } from './gateway-logger.js';
export type { Connection } from './connections/connection.js';
export type { Identity } from './connections/identity.js';
export type {
  AuthorizerEvent,
  ConnectEvent,
  DisconnectEvent,
  GatewayEvent,
  MessageEvent,
} from './events/gateway-event.js';
export type { AuthorizerContext, RequestContext } from './events/request-context.js';
export type { Authorizer } from './handshake/authorizer.js';
export type { AsyncPolicy } from './invocation/async-queue.js';
export type { InvocationContext } from './invocation/invocation-context.js';
export type { ManagementCall, Permissions } from './management/permissions.js';
export type { CredentialLookup, Secret } from './management/verify-signature.js';
export { awsQuotas, type Quotas } from './quotas/account-throttle.js';
export type { Route, Routes } from './routing/routes.js';
