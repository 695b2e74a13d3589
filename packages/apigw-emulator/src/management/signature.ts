import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A request as received. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query, still encoded. */
  readonly url: string;
  /** name, value, name, value… */
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** The parts of an `Authorization` header of Signature Version 4. */
export interface Authorization {
  readonly accessKeyId: string;
  /** `date/region/service/aws4_request` */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Parses the header; `undefined` where it is malformed. */
export function parseAuthorization(header: string): Authorization | undefined {
  const [algorithm, ...rest] = header.split(/\s+/);
  if (algorithm !== 'AWS4-HMAC-SHA256') return undefined;
  const fields = new Map(
    rest
      .join('')
      .split(',')
      .map((field): [string, string] => {
        const at = field.indexOf('=');
        return [field.slice(0, Math.max(at, 0)), field.slice(at + 1)];
      }),
  );
  const [accessKeyId = '', ...scope] = (fields.get('Credential') ?? '').split('/');
  const signedHeaders = (fields.get('SignedHeaders') ?? '').split(';');
  const signature = fields.get('Signature') ?? '';
  if (accessKeyId === '' || scope.length !== 4 || signedHeaders[0] === '' || signature === '')
    return undefined;
  return { accessKeyId, scope: scope.join('/'), signedHeaders, signature };
}

/**
 * Whether this secret produces the signature over this request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function isSignedWith(
  secret: string,
  authorization: Authorization,
  time: string,
  request: SignedRequest,
): boolean {
  const canonical = sha256(canonicalRequest(request, authorization.signedHeaders));
  const toSign = ['AWS4-HMAC-SHA256', time, authorization.scope, canonical].join('\n');
  const key = authorization.scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const expected = Buffer.from(hmac(key, toSign).toString('hex'));
  const given = Buffer.from(authorization.signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** All values of a header, in order; `undefined` where it is absent. */
export function headerValues(rawHeaders: readonly string[], name: string): string[] | undefined {
  const values = rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name);
  return values.length === 0 ? undefined : values;
}

/** The path is encoded once more than on the wire, as for every service but S3; the body's hash is always computed. */
function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
  const [path = '', ...query] = request.url.split('?');
  const headers = signedHeaders.map((name) => {
    const values = headerValues(request.rawHeaders, name) ?? [];
    return `${name}:${values.map((value) => value.trim().replace(/\s+/g, ' ')).join(',')}\n`;
  });
  return [
    request.method,
    path.split('/').map(encode).join('/'),
    canonicalQuery(query.join('?')),
    headers.join(''),
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decoded(name), decoded(value.join('='))].map(encode);
    })
    .sort(([a = '', x = ''], [b = '', y = '']) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** RFC 3986: everything but letters, digits and `-._~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
