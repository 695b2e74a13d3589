import { Broadcast, FanOut, LogWriter } from '@serverless-ws/chat-domain';
import { SqsBroadcastQueue } from '@serverless-ws/chat-sqs';

import type { Environment } from '../settings/environment.js';
import type { messageRoutes } from './message-routes.js';

/** What a route needs that appends to the log of a room. */
export function logAndBroadcast(ports: ReturnType<typeof messageRoutes>) {
  const fanOut = new FanOut({ ...ports, deadline: ports.broadcastDeadline });
  const broadcast = new Broadcast({ fanOut, queue: queue(ports.environment) });
  return { writer: new LogWriter(ports), broadcast };
}

/** The queue of large rooms, or none, where every broadcast is the sender's own. */
function queue(environment: Environment): SqsBroadcastQueue | undefined {
  const queueUrl = environment.text('BROADCAST_QUEUE_URL');
  return queueUrl === undefined ? undefined : new SqsBroadcastQueue({ queueUrl });
}
