export { parseBroadcastJob } from './broadcast-job.js';
export { SqsBroadcastQueue, type SqsBroadcastQueueOptions } from './sqs-broadcast-queue.js';
