import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { callbackEndpoint, type CallbackAddress } from '../callback-endpoint.js';
import type { Credentials } from './credentials.js';
import { SignedPosts, SigningKeys } from './signed-posts.js';

/** Any code point; `unit: 'binary'` chooses from the same, and takes seconds to be made. */
const codePoint = fc.nat(0x10_f7ff).map((nth) => String.fromCodePoint(nth < 0xd800 ? nth : nth + 0x800));

/** SHA-256 with the interface that `@smithy/signature-v4` needs. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    if (secret === undefined) this.#hash = createHash('sha256');
    else if (typeof secret === 'string') this.#hash = createHmac('sha256', secret);
    else if (ArrayBuffer.isView(secret)) {
      this.#hash = createHmac('sha256', Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength));
    } else this.#hash = createHmac('sha256', Buffer.from(secret));
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {
    throw new Error('not needed');
  }
}

/** A parsed request. */
function parse(request: string) {
  const end = request.indexOf('\r\n\r\n');
  const [line = '', ...lines] = request.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((one) => [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1)]),
  );
  const path = line.split(' ')[1] ?? '';
  return { line, path, headers, body: Buffer.from(request.slice(end + 4), 'latin1') };
}

/** The same request as signed by the SDK's own signer. */
async function reference(
  request: ReturnType<typeof parse>,
  credentials: Credentials,
  region: string,
  now: number,
): Promise<string | undefined> {
  const signer = new SignatureV4({
    service: 'execute-api',
    region,
    credentials,
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method: 'POST',
      protocol: 'https:',
      hostname: 'ignored',
      path: request.path,
      query: {},
      headers: { host: request.headers.host ?? '', 'content-type': request.headers['content-type'] ?? '' },
      body: request.body,
    },
    { signingDate: new Date(now) },
  );
  return signed.headers.authorization;
}

const text = fc.string({ unit: codePoint, minLength: 1, maxLength: 40 });
const plain = fc.stringMatching(/^[A-Za-z0-9+/=_-]{1,40}$/);
const credentials: fc.Arbitrary<Credentials> = fc.record(
  { accessKeyId: plain, secretAccessKey: plain, sessionToken: plain },
  { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
);

const managed = fc.record({
  apiId: fc.stringMatching(/^[a-z0-9]{1,10}$/),
  stage: fc.stringMatching(/^[A-Za-z0-9_$-]{1,20}$/),
});
/** A custom domain, with or without a port, under any base path. */
const custom = fc
  .record({
    host: fc.constantFrom('chat.example.com', 'vpce-1.execute-api.eu-west-1.vpce.amazonaws.com', '127.0.0.1'),
    port: fc.constantFrom('', ':443', ':8443'),
    path: fc.array(fc.stringMatching(/^[A-Za-z0-9_~$@!'()*,;:+=-]{1,8}$/), { maxLength: 3 }),
  })
  .map(({ host, port, path }) => ({ url: `https://${host}${port}/${path.join('/')}` }));

describe('SignedPosts', () => {
  it('signs as the SDK does, whatever the address, id, body, credentials and time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          ids: fc.array(fc.oneof(plain, text), { minLength: 1, maxLength: 4 }),
          body: fc.string({ unit: 'grapheme' }),
          address: fc.oneof<fc.Arbitrary<CallbackAddress>[]>(managed, custom),
          region: fc.constantFrom('eu-west-1', 'us-gov-west-1', 'cn-north-1'),
          owners: fc.array(credentials, { minLength: 1, maxLength: 2 }),
          times: fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 1, maxLength: 3 }),
        }),
        async ({ ids, body, address, region, owners, times }) => {
          const endpoint = callbackEndpoint(address, region);
          const posts = new SignedPosts(endpoint, region, Buffer.from(body), new SigningKeys());
          for (const now of times) {
            for (const owner of owners) {
              for (const id of ids) {
                const request = parse(posts.request(id, owner, now));
                expect(request.headers.authorization).toBe(await reference(request, owner, region, now));
                expect(request.body.toString()).toBe(body);
                expect(request.headers['content-type']).toBe('application/octet-stream');
                expect(request.headers['x-amz-security-token']).toBe(owner.sessionToken);
                expect(request.headers['content-length']).toBe(String(request.body.length));
                expect(decodeURIComponent(request.path)).toBe(
                  `${new URL(endpoint.url).pathname.replace(/\/$/, '')}/@connections/${id}`,
                );
                expect(request.headers.host).toBe(new URL(endpoint.url).host);
              }
            }
          }
        },
      ),
    );
  });

  it.each([
    ['L0SM9cOFvHcCIhw=', 'L0SM9cOFvHcCIhw%3D'],
    ['a b/c?d#e', 'a%20b%2Fc%3Fd%23e'],
    ["!'()*", '%21%27%28%29%2A'],
    ['..', '%2E%2E'],
    ['a.', 'a.'],
    ['.a', '.a'],
    ['a\r\nhost:evil', 'a%0D%0Ahost%3Aevil'],
    ['\ud800', '%EF%BF%BD'],
  ])('writes the id %j into the path as %s', (id, encoded) => {
    const endpoint = callbackEndpoint({ url: 'http://127.0.0.1:3001' }, 'eu-west-1');
    const posts = new SignedPosts(endpoint, 'eu-west-1', Buffer.from('{}'), new SigningKeys());
    const owner = { accessKeyId: 'a', secretAccessKey: 'b' };
    const { line } = parse(posts.request(id, owner, 0));
    expect(line).toBe(`POST /@connections/${encoded} HTTP/1.1`);
  });
});
