import { createHash, createHmac } from 'node:crypto';
import type { MinimalCredentials } from './minimal-options.js';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** A call of AWS that is not signed yet. */
export interface UnsignedRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case, `host` among them; no value has spaces at an end, or two in a row. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** For whom and by whom a call is signed. */
export interface Signing {
  readonly region: string;
  /** The name of the service in signatures: `dynamodb`, `secretsmanager`. */
  readonly service: string;
  readonly credentials: () => Promise<MinimalCredentials>;
}

/**
 * The headers of a call with a signature over all of it: the same as by `@smithy/signature-v4`, without its other
 * features. For calls without a query.
 *
 * @param at - epoch milliseconds
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export async function signedHeaders(
  request: UnsignedRequest,
  { region, service, credentials }: Signing,
  at: number,
): Promise<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
  const time = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = [time.slice(0, 8), region, service, 'aws4_request'];
  const bodyHash = sha256(request.body);
  const headers: Record<string, string> = {
    ...request.headers,
    'x-amz-date': time,
    'x-amz-content-sha256': bodyHash,
    ...(sessionToken ? { 'x-amz-security-token': sessionToken } : {}),
  };
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name] ?? ''}`);
  const canonical = [
    request.method,
    canonicalPath(request.path),
    '',
    ...lines,
    '',
    names.join(';'),
    bodyHash,
  ].join('\n');
  const text = [ALGORITHM, time, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
  headers['authorization'] = [
    `${ALGORITHM} Credential=${[accessKeyId, ...scope].join('/')}`,
    `SignedHeaders=${names.join(';')}`,
    `Signature=${hmac(key, text).toString('hex')}`,
  ].join(', ');
  return headers;
}

/** The path of an address, whose dots are resolved, encoded once more. */
function canonicalPath(path: string): string {
  return encodeURIComponent(path.replace(/\/+/g, '/'))
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
