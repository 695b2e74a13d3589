import type { QueueRecord } from '../queue-record.js';

/** A record of which only its name matters. */
export function recordNamed(messageId: string): QueueRecord {
  return {
    messageId,
    receiptHandle: `handle of ${messageId}`,
    body: '',
    attributes: {},
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:queue.fifo',
    awsRegion: 'us-east-1',
  };
}
