import { FloodControl, SendMessage } from '@serverless-ws/chat-domain';

import { sendMessageHandler } from '../handlers/send-message-handler.js';
import { apiIdOf } from '../settings/api-id.js';
import { logAndBroadcast } from './log-and-broadcast.js';
import { messageRoutes } from './message-routes.js';
import { gatewayOf } from './gateway.js';
import { loggerOf } from './logger.js';

const ports = messageRoutes(loggerOf, gatewayOf);
const limits = ports.moderation.flood;
const flood = limits && new FloodControl({ ...ports, flood: limits });

/** The function behind `sendMessage` and `announce`. */
export const handler = sendMessageHandler({
  ...ports,
  apiId: apiIdOf(ports.environment),
  sendMessage: new SendMessage({ ...ports, ...logAndBroadcast(ports), flood }),
});
