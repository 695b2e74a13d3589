import { broadcastHandler } from '@serverless-ws/chat-lambda';
import { workerPorts } from '@serverless-ws/chat-lambda/aws';

/** The function behind the queue: it posts to one shard of a large room at a time. */
export const handler = broadcastHandler(workerPorts(process.env));
