import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MalformedResponse } from './response-head.js';
import { ResponseReader, type CompleteResponse } from './response-reader.js';

/** One way to mark the end of a body. */
type Framing = 'length' | 'chunked' | 'close' | 'none';

interface SampleResponse {
  readonly status: number;
  readonly framing: Framing;
  readonly body: string;
  readonly interim: readonly number[];
  readonly fields: readonly (readonly [string, string])[];
  readonly cuts: readonly number[];
  readonly shout: boolean;
}

const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array).toString('latin1'));
const fields = fc.array(
  fc.tuple(
    fc.constantFrom('date', 'x-amzn-requestid', 'apigw-requestid', 'content-type', 'cache-control', 'trace'),
    fc.stringMatching(/^[\x20-\x7e\x80-\xff]{0,40}$/),
  ),
);
const response: fc.Arbitrary<SampleResponse> = fc.record({
  status: fc.integer({ min: 200, max: 599 }),
  framing: fc.constantFrom<Framing>('length', 'chunked', 'close'),
  body: bytes,
  interim: fc.array(fc.constantFrom(100, 102, 103), { maxLength: 3 }),
  fields,
  cuts: fc.array(fc.nat(600)),
  shout: fc.boolean(),
});

/** A response as a server may write it. */
function write({ status, body, interim, fields: rows, cuts, shout, ...rest }: SampleResponse): string {
  const framing = status === 204 || status === 304 ? 'none' : rest.framing;
  const named = rows.map(([name, value]) => `${shout ? name.toUpperCase() : name}:${value}\r\n`).join('');
  const before = interim.map((code) => `HTTP/1.1 ${code} \r\nlink: <a>; rel=preload\r\n\r\n`).join('');
  const head = `${before}HTTP/1.1 ${status} Whatever\r\n${named}x-amzn-ErrorType:  GoneException:http://x/\r\n`;
  if (framing === 'none') return `${head}\r\n`;
  if (framing === 'close') return `${head}Connection: keep-alive, CLOSE\r\n\r\n${body}`;
  if (framing === 'length')
    return `${head}${shout ? 'CONTENT-LENGTH' : 'Content-Length'}:  ${body.length} \r\n\r\n${body}`;
  const half = Math.floor(body.length / 2);
  const chunks = [body.slice(0, half), body.slice(half)].filter((chunk) => chunk !== '');
  const written = chunks.map((chunk) => `${chunk.length.toString(16)};ext="a"\r\n${chunk}\r\n`).join('');
  return `${head}Transfer-Encoding: gzip, Chunked\r\n\r\n${written}0\r\n${cuts.length > 2 ? 'trailer: 1\r\n' : ''}\r\n`;
}

/** Feeds a text to a reader in pieces split at the cuts; returns the response, once complete. */
function read(reader: ResponseReader, text: string, cuts: readonly number[]): CompleteResponse | null {
  const marks = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort(
    (a, b) => a - b,
  );
  let result: CompleteResponse | null = null;
  marks.forEach((mark, index) => {
    const piece = text.slice(mark, marks[index + 1] ?? mark);
    if (piece === '') return;
    expect(result).toBeNull();
    result = reader.push(piece);
  });
  return result ?? reader.end();
}

describe('ResponseReader', () => {
  it('reads every response that HTTP/1.1 allows, in whatever pieces, one after the other', () => {
    fc.assert(
      fc.property(fc.array(response, { minLength: 1, maxLength: 4 }), (responses) => {
        let reader = new ResponseReader();
        for (const one of responses) {
          const result = read(reader, write(one), one.cuts);
          const bodiless = one.status === 204 || one.status === 304;
          const keepAlive = bodiless || one.framing !== 'close';
          expect(result).toMatchObject({ status: one.status, errorType: 'GoneException', keepAlive });
          if (!keepAlive) reader = new ResponseReader();
        }
      }),
      { numRuns: 500 },
    );
  });

  it('throws one error, and no other, for anything else', () => {
    fc.assert(
      fc.property(
        fc.array(response, { maxLength: 2 }),
        fc.array(fc.tuple(fc.nat(2_000), bytes)),
        (responses, damage) => {
          let text = responses.map(write).join('');
          for (const [at, dirt] of damage) text = text.slice(0, at) + dirt + text.slice(at + dirt.length);
          const reader = new ResponseReader();
          try {
            for (const piece of text.match(/[^]{1,50}/g) ?? []) reader.push(piece);
            reader.end();
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedResponse);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('returns no response for one that was truncated', () => {
    const reader = new ResponseReader();
    expect(reader.push('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabc')).toBeNull();
    expect(reader.end()).toBeNull();
  });

  it.each([
    ['an old server that does not ask to stay', 'HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n', false],
    [
      'an old server that does',
      'HTTP/1.0 200 OK\r\nconnection: Keep-Alive\r\ncontent-length: 0\r\n\r\n',
      true,
    ],
    ['the same length said twice', 'HTTP/1.1 200 OK\r\ncontent-length: 0, 0\r\n\r\n', true],
    ['unrequested bytes', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nHTTP/1.1 410 Gone\r\n', false],
    [
      'an encoding that is folded',
      'HTTP/1.1 200 OK\r\ntransfer-encoding:\r\n\t chunked\r\n\r\n0\r\n\r\n',
      true,
    ],
    ['an end that is folded', 'HTTP/1.1 200 OK\r\nconnection:\r\n close\r\ncontent-length: 0\r\n\r\n', false],
    [
      'an encoding from before there were any',
      'HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      false,
    ],
    [
      'sizes with many zeros before them',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${'0'.repeat(20)}1\r\nx\r\n0000\r\n\r\n`,
      true,
    ],
    [
      'a length beside an encoding',
      'HTTP/1.1 200 OK\r\ncontent-length: 9\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      false,
    ],
  ])('knows whether the connection may be used again: %s', (_, text, keepAlive) => {
    expect(new ResponseReader().push(text)).toMatchObject({ status: 200, keepAlive });
  });

  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n'],
    ['a length that is none', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n'],
    ['a line without a colon', 'HTTP/1.1 200 OK\r\ncontent-length\r\n\r\n'],
    ['a switch of protocols', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
    ['a chunk size that is none', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n'],
    ['a blank before a colon', 'HTTP/1.1 200 OK\r\ncontent-length : 1\r\n\r\n'],
    [
      'a chunk that goes on after its end',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nxyz\r\n0\r\n\r\n',
    ],
    ['a head without end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}`],
  ])('rejects %s', (_, text) => {
    expect(() => new ResponseReader().push(text)).toThrow(MalformedResponse);
  });
});
