import { messageActions } from '@serverless-ws/chat-dispatch';
import { frameHandler } from '@serverless-ws/chat-lambda';
import {
  busyQueueOf,
  eventQueueOf,
  framePorts,
  gatewayOf,
  lazyPresenceOf,
  loggerOf,
  queueOf,
  reviewOf,
  userRoomsOf,
} from '@serverless-ws/chat-lambda/aws';

/** The function behind `sendMessage` and `announce`. */
export const handler = frameHandler(
  framePorts(process.env, {
    loggerOf,
    gatewayOf,
    queueOf,
    busyQueueOf,
    eventQueueOf,
    presenceOf: lazyPresenceOf,
    reviewOf,
    storesOf: userRoomsOf,
  }),
  messageActions,
);
