import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { Engine } from './engine.js';
import { closed, listening } from './engine.js';

/** A response to a call: a status and a body, a body that stops halfway, or `null` to never respond. */
export type ScriptedResponse =
  { readonly status: number; readonly body: object } | { readonly startOfBody: string } | null;

/** A DynamoDB whose responses a test scripts, call by call. */
export async function scriptedEngine(
  respond: (
    operation: string,
    input: Readonly<Record<string, unknown>>,
    headers: IncomingHttpHeaders,
  ) => ScriptedResponse,
): Promise<Engine> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      const scripted = respond(operation, JSON.parse(body), request.headers);
      if (scripted === null) return;
      const isWhole = 'status' in scripted;
      response.writeHead(isWhole ? scripted.status : 200, { 'content-type': 'application/x-amz-json-1.0' });
      if (isWhole) return void response.end(JSON.stringify(scripted.body));
      response.flushHeaders();
      response.write(scripted.startOfBody);
    });
  });
  const port = await listening(server);
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => closed(server) };
}

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
