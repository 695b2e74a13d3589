import { Ping } from '@serverless-ws/chat-domain';

import { defaultHandler } from '../handlers/default-handler.js';
import { flushed } from '../logging/flushed.js';
import { apiIdOf } from '../settings/api-id.js';
import { messageRoutes } from './message-routes.js';
import { lazyGatewayOf } from './lazy-gateway.js';
import { lazyLoggerOf } from './lazy-logger.js';

const ports = messageRoutes(lazyLoggerOf, lazyGatewayOf);

/** The function behind `ping` and frames that no other route takes. */
export const handler = flushed(
  ports.logger,
  defaultHandler({ ...ports, apiId: apiIdOf(ports.environment), ping: new Ping(ports) }),
);
