import { JoinRoom, LeaveRoom, ListMessages, LogReader } from '@serverless-ws/chat-domain';

import { roomHandler } from '../handlers/room-handler.js';
import { flushed } from '../logging/flushed.js';
import { apiIdOf } from '../settings/api-id.js';
import { messageRoutes } from './message-routes.js';
import { lazyGatewayOf } from './lazy-gateway.js';
import { lazyLoggerOf } from './lazy-logger.js';

const base = messageRoutes(lazyLoggerOf, lazyGatewayOf);
const ports = { ...base, reader: new LogReader(base) };

/** The function behind `joinRoom`, `leaveRoom` and `listMessages`. */
export const handler = flushed(
  ports.logger,
  roomHandler({
    ...ports,
    apiId: apiIdOf(ports.environment),
    joinRoom: new JoinRoom(ports),
    leaveRoom: new LeaveRoom(ports),
    listMessages: new ListMessages(ports),
  }),
);
