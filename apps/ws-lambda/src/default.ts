import { defaultActions } from '@serverless-ws/chat-dispatch';
import { flushed, frameHandler } from '@serverless-ws/chat-lambda';
import {
  framePorts,
  headsOf,
  lazyGatewayOf,
  lazyLoggerOf,
  lazyPresenceOf,
} from '@serverless-ws/chat-lambda/aws';
import { ACTION_NAMES } from '@serverless-ws/chat-protocol';

const makers = { loggerOf: lazyLoggerOf, gatewayOf: lazyGatewayOf, presenceOf: lazyPresenceOf };
const ports = framePorts(process.env, { ...makers, storesOf: headsOf });

/** The function behind `ping` and frames that no other route takes. */
export const handler = flushed(
  ports.logger,
  frameHandler(ports, defaultActions, { elsewhere: ACTION_NAMES }),
);
