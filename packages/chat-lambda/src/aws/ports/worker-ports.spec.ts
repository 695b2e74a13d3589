import { expect, it } from '@jest/globals';

import { VARIABLES } from '../../../test/variables.js';
import { broadcastHandler } from '../../handlers/broadcast-handler.js';
import { workerPorts } from './worker-ports.js';

it('drops a record that is no broadcast job, and asks for nothing to be delivered again', async () => {
  const lines: string[] = [];
  const ports = {
    ...workerPorts(VARIABLES),
    logger: { ...silent(), error: (line: string) => lines.push(line) },
  };
  const record = {
    ...{ messageId: '1', receiptHandle: 'r', body: '{}' },
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1795366800000' },
  };
  const response = await broadcastHandler(ports)(
    { Records: [record] },
    { getRemainingTimeInMillis: () => 60_000 },
  );
  expect(response).toEqual({ batchItemFailures: [] });
  expect(lines).toEqual(['not a broadcast job']);
});

it('hands records back by the queue that the environment names', () => {
  const BROADCAST_QUEUE_URL = 'https://sqs.eu-central-1.amazonaws.com/123456789012/chat.fifo';
  expect(workerPorts(VARIABLES).backoff).toBeUndefined();
  expect(workerPorts({ ...VARIABLES, BROADCAST_QUEUE_URL }).backoff).toBeDefined();
});

it('retries single clients for as long as its function says', () => {
  expect(workerPorts(VARIABLES).settings?.workerTail).toBeUndefined();
  expect(workerPorts(VARIABLES, { tail: 0 }).settings?.workerTail).toBe(0);
});

function silent() {
  return { debug: () => undefined, info: () => undefined, warn: () => undefined };
}
