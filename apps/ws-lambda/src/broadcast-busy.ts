import { broadcastHandler } from '@serverless-ws/chat-lambda';
import { workerPorts } from '@serverless-ws/chat-lambda/aws';

/** The function behind the queue of busy rooms: one frame carries what was said in the last second. */
export const handler = broadcastHandler(workerPorts(process.env, { tail: 0 }));
