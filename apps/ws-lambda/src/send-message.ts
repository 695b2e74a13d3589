import { messageActions } from '@serverless-ws/chat-dispatch';
import { frameHandler } from '@serverless-ws/chat-lambda';
import {
  busyQueueOf,
  framePorts,
  gatewayOf,
  loggerOf,
  queueOf,
  userRoomsOf,
} from '@serverless-ws/chat-lambda/aws';

/** The function behind `sendMessage` and `announce`. Users neither come nor go by these, so it tells of no presence. */
export const handler = frameHandler(
  framePorts(process.env, { loggerOf, gatewayOf, queueOf, busyQueueOf, userRoomsOf }),
  messageActions,
);
