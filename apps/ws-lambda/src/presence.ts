import { presenceActions } from '@serverless-ws/chat-dispatch';
import { flushed, frameHandler } from '@serverless-ws/chat-lambda';
import { framePorts, gatewayOf, lazyLoggerOf } from '@serverless-ws/chat-lambda/aws';

const ports = framePorts(process.env, { loggerOf: lazyLoggerOf, gatewayOf });

/** The function behind `signal` and `who`. Signals are many, so it shares no concurrency with what stores messages. */
export const handler = flushed(ports.logger, frameHandler(ports, presenceActions));
