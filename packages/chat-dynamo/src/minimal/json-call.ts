import type { Readable } from 'node:stream';
import { getSmithyContext, HttpRequest, HttpResponse } from '@smithy/core/transport';
import type { HandlerExecutionContext, ResponseMetadata } from '@smithy/types';
import { serviceError } from './service-error.js';

/**
 * A call as DynamoDB wants it: attribute values are on the wire what they are in memory, so JSON is all it takes.
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
 * What the call answered.
 *
 * @param within - milliseconds until all of the answer must be there: whoever sent the request waited for its head alone
 * @throws the service's error; a `TimeoutError` as the SDK's own, which is tried again
 */
export async function outputOf(
  response: unknown,
  within: number,
): Promise<{ readonly $metadata: ResponseMetadata }> {
  if (!HttpResponse.isInstance(response)) throw new TypeError('Not an answer over HTTP');
  const text = await textOf(response.body, within);
  const body = objectIn(text);
  if (response.statusCode !== 200 || body === null) throw serviceError(response, body ?? {});
  return { ...body, $metadata: { httpStatusCode: response.statusCode } };
}

/** Bytes would have to be base64. Nothing here has any, and whoever adds some must hear of it. */
function withoutBytes(_: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value) || value instanceof Set)
    throw new TypeError('This client carries no binary values');
  return value;
}

/** By events: an iterator over a stream is half a millisecond more of each cold start. */
function textOf(body: Readable, within: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    const late = setTimeout(() => {
      body.destroy(Object.assign(new Error('The answer stalled'), { name: 'TimeoutError' }));
    }, within);
    body.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    body.on('end', () => {
      resolve(Buffer.concat(chunks).toString());
    });
    body.on('error', reject);
    // After an end the rejection changes nothing; without one, nobody else would say so.
    body.on('close', () => {
      clearTimeout(late);
      reject(Object.assign(new Error('The answer ended early'), { code: 'ECONNRESET' }));
    });
  });
}

/** `null` for anything that is not a JSON object: some proxy's page, or half an answer. */
function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
