export { parseBroadcastJob } from './broadcast-job.js';
export { SqsBackoff, type ReceivedMessage } from './sqs-backoff.js';
export { SqsBroadcastQueue } from './sqs-broadcast-queue.js';
export type { SqsQueueOptions } from './sqs-queue-options.js';
