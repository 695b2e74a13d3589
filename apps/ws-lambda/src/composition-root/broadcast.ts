import { parseBroadcastJob, SqsBackoff } from '@serverless-ws/chat-sqs';

import { broadcastHandler } from '../handlers/broadcast-handler.js';
import { systemTimer } from '../system/system-timer.js';
import { messagePorts } from './message-ports.js';
import { gatewayOf } from './gateway.js';
import { loggerOf } from './logger.js';

const ports = messagePorts(loggerOf, gatewayOf);
const queueUrl = ports.environment.text('BROADCAST_QUEUE_URL');

/** The function behind the queue: it posts to one shard of a large room at a time. */
export const handler = broadcastHandler({
  ...ports,
  timer: systemTimer,
  parse: parseBroadcastJob,
  backoff: queueUrl === undefined ? undefined : new SqsBackoff({ queueUrl }),
});
