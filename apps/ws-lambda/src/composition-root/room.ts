import { roomActions } from '@serverless-ws/chat-dispatch';

import { frameHandler } from '../handlers/frame-handler.js';
import { flushed } from '../logging/flushed.js';
import { apiIdOf } from '../settings/api-id.js';
import { messagePorts } from './message-ports.js';
import { lazyGatewayOf } from './lazy-gateway.js';
import { lazyLoggerOf } from './lazy-logger.js';

const ports = messagePorts(lazyLoggerOf, lazyGatewayOf);

/** The function behind `joinRoom`, `leaveRoom` and `listMessages`. */
export const handler = flushed(
  ports.logger,
  frameHandler({ ...ports, apiId: apiIdOf(ports.environment) }, roomActions),
);
