import { createModeration } from '@serverless-ws/chat-domain';

import { moderationHandler } from '../handlers/moderation-handler.js';
import { apiIdOf } from '../settings/api-id.js';
import { logAndBroadcast } from './log-and-broadcast.js';
import { messageRoutes } from './message-routes.js';
import { gatewayOf } from './gateway.js';
import { loggerOf } from './logger.js';

const ports = messageRoutes(loggerOf, gatewayOf);

/** The function behind `kick`, `ban`, `mute`, `slowMode`, `invite` and `deleteMessage`. */
export const handler = moderationHandler({
  ...ports,
  apiId: apiIdOf(ports.environment),
  ...createModeration({ ...ports, ...logAndBroadcast(ports) }, ports.moderation),
});
