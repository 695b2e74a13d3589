import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { LocalPlace } from '../doctor-options.js';
import type { Facts, QueueFacts } from './facts.js';
import { readQueue } from './read-queue.js';
import { readTable } from './read-table.js';

/** Those of `npm start`; engines take any. */
const LOCAL = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
};

/** Reads what a chat on this machine, or elsewhere without AWS, has behind it. */
export async function localFacts({ url, callback, table, endpoint, queues }: LocalPlace): Promise<Facts> {
  const dynamo = new DynamoDBClient({ ...LOCAL, endpoint });
  try {
    return {
      ...{ url, callbackUrl: callback, signing: LOCAL, functions: null, events: null, quotas: null },
      table: await readTable(dynamo, table),
      queues: queues === undefined ? [] : await queuesAt(queues),
    };
  } finally {
    dynamo.destroy();
  }
}

async function queuesAt(endpoint: string): Promise<readonly QueueFacts[]> {
  const sqs = new SQSClient({ ...LOCAL, endpoint });
  try {
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const read = QueueUrls.map((url) => readQueue(sqs, nameOf(url), url));
    return (await Promise.all(read)).map((queue) => ({ ...queue, isRead: null }));
  } finally {
    sqs.destroy();
  }
}

/** The local engine calls a queue by its logical id. */
function nameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1).replace(/\.fifo$/, '');
}
