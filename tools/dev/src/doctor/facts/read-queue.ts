import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueFacts } from './facts.js';

/**
 * Reads a queue.
 * @throws what SQS says where there is no such queue
 */
export async function readQueue(
  client: SQSClient,
  name: string,
  QueueUrl: string,
): Promise<Omit<QueueFacts, 'isRead'>> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  const { Attributes = {} } = await client.send(command);
  return {
    name,
    isFifo: Attributes['FifoQueue'] === 'true',
    waiting: Number(Attributes['ApproximateNumberOfMessages'] ?? 0),
    hasDeadLetters: Attributes['RedrivePolicy'] !== undefined,
  };
}
