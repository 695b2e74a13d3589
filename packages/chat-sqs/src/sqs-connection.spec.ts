import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SqsBackoff } from './sqs-backoff.js';
import { SqsBroadcastQueue } from './sqs-broadcast-queue.js';

const JOB = { room: 'lobby', shard: 0, epoch: 'e1', seqs: [1] };

describe('a queue with a deadline', () => {
  let server: Server;
  let calls = 0;
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function options(respond: (response: ServerResponse) => void, left: number) {
    calls = 0;
    server = createServer((_, response) => {
      calls += 1;
      respond(response);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    return {
      queueUrl: `${endpoint}/000000000000/broadcast.fifo`,
      client: { endpoint, region: 'us-east-1', credentials },
      deadline: () => Date.now() + left,
    };
  }

  it.each([
    ['never responds', () => undefined],
    ['stalls after its headers', (response: ServerResponse) => response.flushHeaders()],
    ['stalls half-way', (response: ServerResponse) => void response.write('{"Succ')],
    ['resets', (response: ServerResponse) => void response.destroy()],
  ])('is unavailable by then where SQS %s', async (_, respond) => {
    const given = await options(respond, 200);
    await expect(new SqsBroadcastQueue(given).enqueue([JOB])).rejects.toMatchObject({ code: 'unavailable' });
    const handBack = new SqsBackoff(given).handBack([{ receiptHandle: 'r', receives: 1 }]);
    await expect(handBack).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('sends nothing after it', async () => {
    const queue = new SqsBroadcastQueue(await options((response) => void response.end('{}'), -1));
    await expect(queue.enqueue([JOB])).rejects.toMatchObject({ code: 'unavailable' });
    expect(calls).toBe(0);
  });
});
