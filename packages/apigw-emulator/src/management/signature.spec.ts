import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSignedWith, parseAuthorization } from './signature.js';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const time = '20150830T123600Z';
const scope = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request';

/** Cases of AWS's published Signature Version 4 test suite: name, method, URL, further headers, signature. */
const suite: [string, string, string, string[], string][] = [
  ['get-vanilla', 'GET', '/', [], '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  ['post-vanilla', 'POST', '/', [], '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
  [
    'get-vanilla-query-order-key-case',
    'GET',
    '/?Param2=value2&Param1=value1',
    [],
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  ],
];

describe('isSignedWith', () => {
  it.each(suite)('accepts the signature of the test suite’s %s', (_name, method, url, more, signature) => {
    const rawHeaders = ['Host', 'example.amazonaws.com', 'X-Amz-Date', time, ...more];
    const header = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`;
    const authorization = parseAuthorization(header);
    expect(authorization).toBeDefined();
    if (!authorization) return;
    const request = { method, url, rawHeaders, body: new Uint8Array() };
    expect(isSignedWith(secret, authorization, time, request)).toBe(true);
    expect(isSignedWith(`${secret}x`, authorization, time, request)).toBe(false);
    expect(isSignedWith(secret, authorization, time, { ...request, method: 'PUT' })).toBe(false);
    expect(isSignedWith(secret, authorization, time, { ...request, body: Uint8Array.of(1) })).toBe(false);
  });
});

describe('parseAuthorization', () => {
  it('parses any text without throwing, and accepts no incomplete header', () => {
    const piece = fc.constantFrom(
      'AWS4-HMAC-SHA256',
      ' ',
      ',',
      '=',
      '/',
      'Credential=',
      'SignedHeaders=',
      'Signature=',
      'a',
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (header) => {
          const read = parseAuthorization(header);
          if (read) expect(Object.values(read).every((value) => value.length > 0)).toBe(true);
        },
      ),
      { seed: 1, numRuns: 1_000 },
    );
  });
});
