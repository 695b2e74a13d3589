import { expect, it } from '@jest/globals';
import { Hash } from '@smithy/core/serde';
import { HttpRequest } from '@smithy/core/transport';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { signed } from './signed.js';

const ascii = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
});
const words = fc.array(ascii.filter((word) => word !== '')).map((list) => list.join(' '));
/** Any code point; `unit: 'binary'` and `fc.webUrl` choose from the same, and take seconds to be made. */
const codePoint = fc.nat(0x10_f7ff).map((nth) => String.fromCodePoint(nth < 0xd800 ? nth : nth + 0x800));
const escaped = codePoint.map(encodeURIComponent);
const plain = fc.stringMatching(/^[a-zA-Z0-9\-._~!$&'()*+,;=:@]$/);
const segment = fc.string({
  unit: fc.oneof({ weight: 10, arbitrary: plain }, { weight: 1, arbitrary: escaped }),
});
const endpoint = fc
  .tuple(fc.constantFrom('http', 'https'), fc.domain(), fc.array(segment))
  .map(([scheme, host, path]) => new URL(`${scheme}://${[host, ...path].join('/')}`));
const call = fc.record({
  endpoint,
  headers: fc.dictionary(
    fc.constantFrom(
      ...[
        'host',
        'content-type',
        'content-length',
        'x-amz-target',
        'amz-sdk-request',
        'amz-sdk-invocation-id',
      ],
    ),
    words,
  ),
  body: fc.string({ unit: 'grapheme' }),
  region: fc.stringMatching(/^[a-z]{2}-[a-z]{4,9}-\d$/),
  accessKeyId: ascii,
  secretAccessKey: fc.string({ unit: 'grapheme' }),
  sessionToken: fc.option(ascii, { nil: undefined }),
  at: fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
});

it('signs a call as the signer of the SDK does', async () => {
  await fc.assert(
    fc.asyncProperty(call, async ({ endpoint, headers, body, region, at, ...keys }) => {
      const { protocol, hostname, pathname } = endpoint;
      const options = { method: 'POST', protocol, hostname, path: pathname, body };
      const { sessionToken, ...pair } = keys;
      const credentials = async () => ({ ...pair, ...(sessionToken !== undefined && { sessionToken }) });
      const sha256 = Hash.bind(null, 'sha256');
      const reference = new SignatureV4({ service: 'dynamodb', region, credentials, sha256 });
      const theirs = await reference.sign(new HttpRequest({ ...options, headers: { ...headers } }), {
        signingDate: at,
      });
      const ours = await signed(
        new HttpRequest({ ...options, headers }),
        { region, credentials },
        Number(at),
      );
      expect({ ...ours }).toEqual({ ...theirs });
    }),
    { numRuns: 500 },
  );
});
