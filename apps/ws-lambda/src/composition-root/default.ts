import { Ping } from '@serverless-ws/chat-domain';

import { defaultHandler } from '../handlers/default-handler.js';
import { flushed } from '../logging/flushed.js';
import { apiIdOf } from '../settings/api-id.js';
import { conversation } from './conversation.js';
import { lateGatewayOf } from './late-gateway.js';
import { lateLoggerOf } from './late-logger.js';

const ports = conversation(lateLoggerOf, lateGatewayOf);

/** The function behind `ping` and whatever no other route takes. */
export const handler = flushed(
  ports.logger,
  defaultHandler({ ...ports, apiId: apiIdOf(ports.environment), ping: new Ping(ports) }),
);
