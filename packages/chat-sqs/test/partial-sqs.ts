import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SqsQueueOptions } from '../src/index.js';

/** An entry of a batch as it goes over the wire. */
export type Entry = { readonly Id: string } & Readonly<Record<string, unknown>>;

/** An endpoint that accepts only a part of each batch, or does not respond at all. */
export interface PartialSqs {
  readonly options: SqsQueueOptions;
  /** The entries of each call so far. */
  readonly calls: readonly (readonly Entry[])[];
  close(): Promise<void>;
}

/** A limit for hangs, not for speed: calls are counted, and one that a busy machine answers late is made again. */
const PATIENT = { connectionTimeout: 60_000, requestTimeout: 60_000 };

/**
 * @param rejects - whether an entry of the n-th call, from 1, is not accepted
 * @param ready - what the n-th call waits for before its response: the timeouts of the connection's own are kept then
 */
export async function partialSqs(
  rejects: (id: string, call: number) => boolean = () => false,
  ready?: (call: number) => Promise<void>,
): Promise<PartialSqs> {
  const calls: Entry[][] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { Entries } = JSON.parse(body) as { Entries: Entry[] };
    const call = calls.push(Entries);
    await ready?.(call);
    const failed = Entries.filter(({ Id }) => rejects(Id, call));
    const Failed = failed.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false }));
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify({ Successful: [], Failed }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    options: {
      queueUrl: `${endpoint}/000000000000/broadcast.fifo`,
      client: {
        endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
        md5: false,
        ...(ready === undefined && { requestHandler: PATIENT }),
      },
    },
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
