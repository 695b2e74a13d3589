import { messageActions } from '@serverless-ws/chat-dispatch';
import { flushed, frameHandler } from '@serverless-ws/chat-lambda';
import {
  busyQueueOf,
  eventQueueOf,
  framePorts,
  gatewayOf,
  lazyPresenceOf,
  minimalLoggerOf,
  queueOf,
  reviewOf,
  userRoomsOf,
} from '@serverless-ws/chat-lambda/aws';

const ports = framePorts(process.env, {
  loggerOf: minimalLoggerOf,
  gatewayOf,
  queueOf,
  busyQueueOf,
  eventQueueOf,
  presenceOf: lazyPresenceOf,
  reviewOf,
  storesOf: userRoomsOf,
});

/** The function behind `sendMessage` and `announce`. */
export const handler = flushed(ports.logger, frameHandler(ports, messageActions));
