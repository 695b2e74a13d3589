import type { Readable } from 'node:stream';
import { getSmithyContext, HttpRequest, HttpResponse } from '@smithy/core/transport';
import type { HandlerExecutionContext, ResponseMetadata } from '@smithy/types';
import { serviceError } from './service-error.js';

/**
 * A call of DynamoDB's API: attribute values look the same on the wire and in memory, so plain JSON is enough.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export function requestOf(endpoint: URL, context: HandlerExecutionContext, input: object): HttpRequest {
  const { service, operation } = getSmithyContext(context);
  const body = JSON.stringify(input, withoutBytes);
  return new HttpRequest({
    method: 'POST',
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    ...(endpoint.port === '' ? {} : { port: Number(endpoint.port) }),
    path: endpoint.pathname,
    headers: {
      host: endpoint.host,
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(Buffer.byteLength(body)),
      'x-amz-target': `${String(service)}.${String(operation)}`,
    },
    body,
  });
}

/**
 * The response to a call.
 *
 * @param within - milliseconds until the whole response must have arrived: the sender's timeout covers only its head
 * @throws the service's error; a `TimeoutError` as the SDK's own, which is tried again
 */
export async function outputOf(
  response: unknown,
  within: number,
): Promise<{ readonly $metadata: ResponseMetadata }> {
  if (!HttpResponse.isInstance(response)) throw new TypeError('Not an HTTP response');
  const text = await textOf(response.body, within);
  const body = objectIn(text);
  if (response.statusCode !== 200 || body === null) throw serviceError(response, body ?? {});
  return { ...body, $metadata: { httpStatusCode: response.statusCode } };
}

/** Bytes would have to be base64. No item has any; one that does gets an error instead of corrupt data. */
function withoutBytes(_: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value) || value instanceof Set)
    throw new TypeError('This client carries no binary values');
  return value;
}

/** By events: an iterator over a stream would add half a millisecond to each cold start. */
function textOf(body: Readable, within: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    const late = setTimeout(() => {
      body.destroy(Object.assign(new Error('The response stalled'), { name: 'TimeoutError' }));
    }, within);
    body.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    body.on('end', () => {
      resolve(Buffer.concat(chunks).toString());
    });
    body.on('error', reject);
    // After `end` this rejection has no effect; without `end`, no other event reports the loss.
    body.on('close', () => {
      clearTimeout(late);
      reject(Object.assign(new Error('The response ended early'), { code: 'ECONNRESET' }));
    });
  });
}

/** `null` for anything that is not a JSON object: some proxy's page, or a truncated response. */
function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
