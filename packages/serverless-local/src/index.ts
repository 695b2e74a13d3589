export { startService } from './start-service.js';
export type { Service } from './service.js';
export type { InvocationOutcome, ServiceBuild, ServiceOptions } from './service-options.js';
export { ServiceError, isServiceError, type ServiceErrorCode, type ServicePlace } from './service-error.js';
export { guardRequests } from './endpoint/guard-requests.js';
export { makeTables } from './endpoint/make-tables.js';
export type { GatewayOddities } from './gateway/local-gateway.js';
export { FunctionError, type LogSink } from './lambda-runtime/container-thread.js';
export { FunctionPool } from './lambda-runtime/function-pool.js';
export type { FunctionSettings } from './lambda-runtime/function-settings.js';
export { QueuePoller, type PolledQueue, type QueuePollerOptions } from './local-queue/queue-poller.js';
export type { QueueRecord } from './local-queue/queue-record.js';
export { startLocalQueues, type LocalQueues } from './local-queue/start-local-queues.js';
export { isAllowed } from './permissions/is-allowed.js';
export type { AwsCall, Condition, Operator, Role, Statement } from './permissions/statement.js';
export { ownTables } from './serverless-file/deployment.js';
export type {
  DeployedAuthorizer,
  DeployedEventSource,
  DeployedRoute,
  Deployment,
  QueueDefinition,
  TableDefinition,
} from './serverless-file/deployment.js';
export { computed, type Conditions, type References } from './template/intrinsics.js';
export type { LocalAddresses } from './serverless-file/local-addresses.js';
export { readDeployment } from './serverless-file/read-deployment.js';
