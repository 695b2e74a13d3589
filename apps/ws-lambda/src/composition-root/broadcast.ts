import { BroadcastShard, FanOut, LIMITS, LogReader } from '@serverless-ws/chat-domain';
import { parseBroadcastJob, SqsBackoff } from '@serverless-ws/chat-sqs';

import { broadcastHandler } from '../handlers/broadcast-handler.js';
import { systemTimer } from '../system/system-timer.js';
import { messageRoutes } from './message-routes.js';
import { gatewayOf } from './gateway.js';
import { loggerOf } from './logger.js';

const base = messageRoutes(loggerOf, gatewayOf);
const broadcastShard = new BroadcastShard({
  ...base,
  reader: new LogReader(base),
  fanOut: new FanOut({
    ...base,
    deadline: base.broadcastDeadline,
    tail: LIMITS.workerTail,
    batchSize: LIMITS.membersPerShard,
  }),
  timer: systemTimer,
});

const queueUrl = base.environment.text('BROADCAST_QUEUE_URL');

/** The function behind the queue: it posts to one shard of a large room at a time. */
export const handler = broadcastHandler({
  ...base,
  broadcastShard,
  timer: systemTimer,
  parse: parseBroadcastJob,
  backoff: queueUrl === undefined ? undefined : new SqsBackoff({ queueUrl }),
});
