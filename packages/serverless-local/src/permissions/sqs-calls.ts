import { at } from '../serverless-file/variables.js';
import { queueArn } from '../template/queues.js';
import type { AwsCall } from './statement.js';

/**
 * What a request to SQS does, in IAM's words, which know no batches.
 * @param operation - `SendMessageBatch`
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 */
export function sqsCalls(operation: string, body: unknown): readonly AwsCall[] {
  const url = at(body, 'QueueUrl');
  const name = typeof url === 'string' ? url.split('/').at(-1) : at(body, 'QueueName');
  const resource = typeof name === 'string' ? queueArn(name) : '*';
  return [{ action: `sqs:${operation.replace(/Batch$/, '')}`, resource, context: {} }];
}
