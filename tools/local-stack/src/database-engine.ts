import { EventEmitter } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import dynalite, { type DynaliteOptions } from 'dynalite';
import { guardRequests } from '@serverless-ws/serverless-local';

/** As much of a request as dynalite reads: DynamoDB's own limit of one. */
const MAX_BYTES = 16 * 1_024 * 1_024;

/**
 * A dynalite that answers programs alone and survives every request. Its own listener answers pages of any origin, and
 * throws where no caller can catch: on a body that breaks off, and on one that is JSON and no request.
 */
export function databaseEngine(options: DynaliteOptions): Server {
  const server = dynalite(options);
  const engine = server.listeners('request');
  server.removeAllListeners('request');
  const run = (request: EventEmitter, response: ServerResponse): void => {
    for (const listener of engine) Reflect.apply(listener, server, [request, response]);
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => response.destroy());
    void bodyOf(request).then((body) => {
      if (body === null) return void request.socket.destroy();
      replay(request, body, response, run);
    });
  });
  return guardRequests(server);
}

/** `null` where it is cut off, or too long. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BYTES) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}

/** Gives dynalite the whole request at once, so that what it throws is caught. */
function replay(
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  run: (request: EventEmitter, response: ServerResponse) => void,
): void {
  const request = Object.assign(new EventEmitter(), { method, url, headers });
  try {
    run(request, response);
    if (body.length > 0) request.emit('data', body);
    request.emit('end');
  } catch {
    const text = JSON.stringify({ __type: 'com.amazon.coral.service#SerializationException' });
    response.writeHead(400, { 'Content-Type': 'application/x-amz-json-1.0' }).end(text);
  }
}
