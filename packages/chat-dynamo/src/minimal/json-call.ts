import type { Readable } from 'node:stream';
import type { HttpResponse } from '@smithy/core/transport';
import { HttpRequest } from '@smithy/core/transport';
import type { ResponseMetadata } from '@smithy/types';
import { serviceError } from './service-error.js';

/** The output of a call as it was on the wire, with the metadata that the SDK adds. */
export interface JsonOutput {
  readonly $metadata: ResponseMetadata;
}

/** Sends a request that is not signed yet. */
export type Attempt = (request: HttpRequest) => Promise<JsonOutput>;

/**
 * A call of DynamoDB's API: attribute values that are marshalled are plain JSON.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export function requestOf(endpoint: URL, operation: string, input: object): HttpRequest {
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
      'x-amz-target': `DynamoDB_20120810.${operation}`,
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
export async function outputOf(response: HttpResponse, within: number): Promise<JsonOutput> {
  const text = await textOf(response.body, within);
  const body = objectIn(text);
  if (response.statusCode !== 200 || body === null) throw serviceError(response, body ?? {});
  return { ...body, $metadata: { httpStatusCode: response.statusCode } };
}

/**
 * Bytes would have to be base64. No item has any; one that does gets an error instead of corrupt data. Looks at the
 * value itself: `toJSON` of a Buffer has run before.
 */
function withoutBytes(this: unknown, name: string, json: unknown): unknown {
  const value: unknown = Object(this)[name];
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Blob)
    throw new TypeError('This client carries no binary values');
  return json;
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
