import { broadcastHandler } from '@serverless-ws/chat-lambda';
import { parseBroadcastJob } from '@serverless-ws/chat-sqs';
import { QueuePoller, startLocalQueues, type QueueRecord } from '@serverless-ws/serverless-local';
import { BUSY_QUEUE } from './backend-settings.js';
import type { InvocationFaults } from './invocation-faults.js';
import type { InvocationPorts } from './invocation-ports.js';

/** Milliseconds that a worker has, as Lambda gives it five seconds. */
const TIMEOUT = 5_000;
const ARN = `arn:aws:sqs:us-east-1:000000000000:${BUSY_QUEUE.name}`;

/** The queue of busy rooms, of another process, and its URL. */
export async function openBusyQueue(endpoint: string | null) {
  const queues = endpoint === null ? null : await startLocalQueues([BUSY_QUEUE], endpoint);
  return { queue: queues?.polled(ARN) ?? null, queueUrl: queues?.url(BUSY_QUEUE.name) ?? null };
}

/** Workers of busy rooms, built anew for each notification. One that is killed leaves it to be delivered again. */
export function startBusyWorkers(
  { queue }: Awaited<ReturnType<typeof openBusyQueue>>,
  ports: InvocationPorts,
  faults: InvocationFaults,
): void {
  if (queue === null) return;
  new QueuePoller({
    queue,
    source: { batchSize: 1, maximumConcurrency: 4, reportsItemFailures: true },
    invoke: (event) =>
      broadcastHandler({ ...ports(faults.life('')), parse: parseBroadcastJob })(
        { Records: event.Records.map(recordOf) },
        { getRemainingTimeInMillis: () => TIMEOUT },
      ),
    onFault: (line) => console.error(line),
  });
}

function recordOf({ attributes, ...record }: QueueRecord) {
  const { ApproximateReceiveCount = '1', SentTimestamp = '0' } = attributes;
  return { ...record, attributes: { ApproximateReceiveCount, SentTimestamp } };
}
