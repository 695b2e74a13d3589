import { createHash, createHmac } from 'node:crypto';
import { HttpRequest } from '@smithy/core/transport';
import type { MinimalOptions } from './minimal-options.js';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * A call of DynamoDB with a signature over all of it: the same as by `@smithy/signature-v4`, without its other
 * features. Names of headers are in lower case, and no value has spaces at an end, or two in a row.
 *
 * @param at - epoch milliseconds
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export async function signed(
  request: HttpRequest,
  { region, credentials }: Pick<MinimalOptions, 'region' | 'credentials'>,
  at: number,
): Promise<HttpRequest> {
  const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
  const time = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = [time.slice(0, 8), region, 'dynamodb', 'aws4_request'];
  const bodyHash = sha256(String(request.body));
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
  return new HttpRequest({ ...request, headers });
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
