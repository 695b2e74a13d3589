import { broadcastShardOf, type WorkerPorts } from '@serverless-ws/chat-domain';

import { queueHandler, type QueueHandlerPorts } from './queue-handler.js';

/** What {@link broadcastHandler} needs. */
export interface BroadcastHandlerPorts extends WorkerPorts, QueueHandlerPorts {}

/** Brings the shards of large or busy rooms up to date that the notifications of a queue name. */
export function broadcastHandler(dependencies: BroadcastHandlerPorts) {
  const shard = broadcastShardOf(dependencies);
  const lines = { done: 'caught up', failed: 'broadcast failed' };
  return queueHandler(dependencies, { execute: (job, signal) => shard.execute(job, signal), lines });
}
