import { moderationActions } from '@serverless-ws/chat-dispatch';

import { frameHandler } from '../handlers/frame-handler.js';
import { apiIdOf } from '../settings/api-id.js';
import { messagePorts } from './message-ports.js';
import { gatewayOf } from './gateway.js';
import { loggerOf } from './logger.js';
import { queueOf } from './queue.js';

const ports = messagePorts(loggerOf, gatewayOf);
const { environment } = ports;

/** The function behind `kick`, `ban`, `mute`, `slowMode`, `invite` and `deleteMessage`. */
export const handler = frameHandler(
  { ...ports, apiId: apiIdOf(environment), queue: queueOf(environment) },
  moderationActions,
);
