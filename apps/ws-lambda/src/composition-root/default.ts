import { defaultActions } from '@serverless-ws/chat-dispatch';
import { ACTIONS } from '@serverless-ws/chat-protocol';

import { frameHandler } from '../handlers/frame-handler.js';
import { flushed } from '../logging/flushed.js';
import { apiIdOf } from '../settings/api-id.js';
import { messagePorts } from './message-ports.js';
import { lazyGatewayOf } from './lazy-gateway.js';
import { lazyLoggerOf } from './lazy-logger.js';

const ports = messagePorts(lazyLoggerOf, lazyGatewayOf);

/** The function behind `ping` and frames that no other route takes. */
export const handler = flushed(
  ports.logger,
  frameHandler({ ...ports, apiId: apiIdOf(ports.environment) }, defaultActions, {
    elsewhere: Object.keys(ACTIONS),
  }),
);
