import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The key of the store. */
export const STORE_KEY = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'local-secret' };

/**
 * A store on loopback that takes presigned requests as S3 does: it computes the signature anew, over the headers that
 * arrived, and refuses what it does not hold for.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 * @param now - epoch milliseconds
 */
export async function signedStore(now: () => number) {
  const files = new Map<string, { readonly type: string | undefined; readonly bytes: Buffer }>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://store');
    const bytes = await buffer(request);
    const file = files.get(url.pathname);
    if (!isSigned(request, url, now())) return void response.writeHead(403).end();
    if (request.method === 'PUT') {
      if (file !== undefined && request.headers['if-none-match'] === '*')
        return void response.writeHead(412).end();
      files.set(url.pathname, { type: request.headers['content-type'], bytes });
      return void response.writeHead(200).end();
    }
    if (file === undefined) return void response.writeHead(404).end();
    const asked = (header: string) => url.searchParams.get(`response-${header}`) ?? '';
    response
      .writeHead(200, {
        'content-type': file.type,
        'content-disposition': asked('content-disposition'),
        'cache-control': asked('cache-control'),
      })
      .end(file.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { files, endpoint: `http://127.0.0.1:${port}`, close: () => server.close() };
}

function isSigned({ method = '', headers }: IncomingMessage, url: URL, now: number): boolean {
  const query = new Map(url.searchParams);
  const signature = query.get('X-Amz-Signature');
  const date = query.get('X-Amz-Date') ?? '';
  const signedHeaders = query.get('X-Amz-SignedHeaders') ?? '';
  query.delete('X-Amz-Signature');
  const canonical = [
    ...[method, url.pathname, canonicalQuery(query)],
    ...signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    ...['', signedHeaders, 'UNSIGNED-PAYLOAD'],
  ].join('\n');
  const [, ...scope] = (query.get('X-Amz-Credential') ?? '').split('/');
  const hashed = createHash('sha256').update(canonical).digest('hex');
  const toSign = ['AWS4-HMAC-SHA256', date, scope.join('/'), hashed].join('\n');
  const key = scope.reduce<Buffer | string>(hmac, `AWS4${STORE_KEY.secretAccessKey}`);
  const ends = timeOf(date) + Number(query.get('X-Amz-Expires')) * 1_000;
  return hmac(key, toSign).toString('hex') === signature && now < ends;
}

function canonicalQuery(query: ReadonlyMap<string, string>): string {
  const encoded = [...query].map((pair) => pair.map(strictly).join('='));
  return encoded.sort().join('&');
}

function strictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** `20260101T000000Z`, in epoch milliseconds. */
function timeOf(date: string): number {
  return Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
