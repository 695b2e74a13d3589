import { roomActions } from '@serverless-ws/chat-dispatch';
import { flushed, frameHandler } from '@serverless-ws/chat-lambda';
import {
  framePorts,
  lazyGatewayOf,
  lazyLoggerOf,
  lazyPresenceOf,
  userRoomsOf,
} from '@serverless-ws/chat-lambda/aws';

const ports = framePorts(process.env, {
  loggerOf: lazyLoggerOf,
  gatewayOf: lazyGatewayOf,
  presenceOf: lazyPresenceOf,
  userRoomsOf,
});

/** The function behind `joinRoom`, `leaveRoom` and `listMessages`. */
export const handler = flushed(ports.logger, frameHandler(ports, roomActions));
