import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

import { credentialsIn, signedHeaders } from '@serverless-ws/chat-dynamo';

import type { Variables } from '../settings/environment.js';

/** Tries of a call: a connection that was kept alive may have been closed meanwhile. */
const TRIES = 2;

/** A call of a service of AWS. */
export interface SignedPost {
  /** As its endpoint and its signatures name it: `lambda`. */
  readonly service: string;
  readonly region: string;
  /** `process.env`: credentials, and `AWS_ENDPOINT_URL_<SERVICE>` or `AWS_ENDPOINT_URL` for a local engine. */
  readonly variables: Variables;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** What a service responds. */
export interface SignedPostResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/**
 * Calls a service by Node's own HTTP: the SDK's client would have to be loaded at the cold starts of functions that call
 * once. A connection that breaks, and a service that failed, is tried once more.
 */
export async function signedPost(call: SignedPost): Promise<SignedPostResponse> {
  for (let tries = 1; ; tries += 1) {
    try {
      const response = await post(call);
      if (response.status < 500 || tries === TRIES) return response;
    } catch (error) {
      if (tries === TRIES || call.signal.aborted) throw error;
    }
  }
}

async function post(call: SignedPost): Promise<SignedPostResponse> {
  const { service, region, variables, path, body, signal } = call;
  const url = new URL(path, endpointOf(call));
  const unsigned = { ...call.headers, 'content-length': String(Buffer.byteLength(body)), host: url.host };
  const credentials = () => Promise.resolve(credentialsIn(variables));
  const signing = { region, service, credentials };
  const request = { method: 'POST', path: url.pathname, headers: unsigned, body };
  const headers = await signedHeaders(request, signing, Date.now());
  return send(url, { method: 'POST', headers, signal }, body);
}

/** What the variable of an endpoint calls a service, where its signatures do not. */
const NAMES: Readonly<Record<string, string>> = { secretsmanager: 'SECRETS_MANAGER', events: 'EVENTBRIDGE' };

/** Where a service is in a Region, or where the variables say that it is. */
export function endpointOf({
  service,
  region,
  variables,
}: Pick<SignedPost, 'service' | 'region' | 'variables'>): string {
  const own = `AWS_ENDPOINT_URL_${NAMES[service] ?? service.toUpperCase()}`;
  const named = variables[own] || variables['AWS_ENDPOINT_URL'];
  return named || `https://${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

function send(
  url: URL,
  options: { method: string; headers: Record<string, string>; signal: AbortSignal },
  body: string,
): Promise<SignedPostResponse> {
  const request = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject).end(body);
  });
}
