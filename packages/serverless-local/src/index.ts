export { ServiceError, isServiceError, type ServiceErrorCode, type ServicePlace } from './service-error.js';
export {
  openGateway,
  connectRoutes,
  type GatewayAddress,
  type GatewayOddities,
  type Invoke,
} from './gateway/local-gateway.js';
export { EventSources, type EventSourcesOptions } from './local-queue/event-sources.js';
export { FunctionError, type LogSink } from './lambda-runtime/container-thread.js';
export { FunctionPool } from './lambda-runtime/function-pool.js';
export type { FunctionSettings } from './lambda-runtime/function-settings.js';
export { LocalFunctions } from './lambda-runtime/local-functions.js';
export type * from './serverless-file/deployment.js';
export { computed, type References } from './serverless-file/intrinsics.js';
export { readDeployment, type LocalAddresses } from './serverless-file/read-deployment.js';
