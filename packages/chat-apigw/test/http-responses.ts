import fc from 'fast-check';
import type { Act } from './hostile-sink.js';

const bytes = fc.uint8Array({ maxLength: 120 }).map((array) => Buffer.from(array).toString('latin1'));
const framing = fc.constantFrom('length', 'chunked', 'close', 'old', 'both');
const interim = fc.array(fc.constantFrom(100, 102, 103), { maxLength: 3 });

/** A complete response that HTTP/1.1 allows, with a defined end. */
const wholeResponse = (status: number): fc.Arbitrary<string> =>
  fc.record({ framing, body: bytes, interim }).map((one) => {
    const before = one.interim.map((code) => `HTTP/1.1 ${code} Wait\r\nlink: <a>\r\n\r\n`).join('');
    return before + framed(one.framing, status, one.body);
  });

function framed(kind: string, status: number, body: string): string {
  const head = `HTTP/1.1 ${status} Status\r\nx-amzn-requestid: 8b0b1c9e\r\n`;
  const chunks = `${body.length.toString(16)};x=1\r\n${body}\r\n0\r\nx-trailer: 1\r\n\r\n`;
  if (kind === 'length') return `${head}content-length:${body.length}\r\n\r\n${body}`;
  if (kind === 'old') return `${head.replace('1.1', '1.0')}\r\n${body}`;
  if (kind === 'close' || body === '') return `${head}connection: close\r\n\r\n${body}`;
  const length = kind === 'both' ? 'content-length: 7\r\n' : '';
  return `${head}${length}transfer-encoding:\r\n chunked\r\n\r\n${chunks}`;
}

/** Where the text is split into packets. */
const cut = (text: string): fc.Arbitrary<readonly string[]> =>
  fc.array(fc.nat(text.length), { maxLength: 8 }).map((cuts) => {
    const marks = [...new Set([0, ...cuts])].sort((a, b) => a - b);
    return marks.map((mark, index) => text.slice(mark, marks[index + 1])).filter((piece) => piece !== '');
  });

/** A valid response in any number of packets; closes the connection where only that ends the response. */
export const goodAct = (status: number): fc.Arbitrary<Act> =>
  wholeResponse(status).chain((text) => {
    const closes = /\r\nconnection: close|HTTP\/1\.0/.test(text);
    return cut(text).map((pieces) => ({ pieces, then: closes ? 'end' : 'keep' }) as const);
  });

/** Not a valid response: truncated, damaged from the start, followed by a broken connection, or nothing at all. */
export const badAct: fc.Arbitrary<Act> = fc.oneof(
  truncated(),
  fc.tuple(bytes, fc.constantFrom('end' as const, 'reset' as const)).map(([dirt, then]) => ({
    pieces: [`\0${dirt}`],
    then,
  })),
  fc.constantFrom<Act>(
    { pieces: [], then: 'end' },
    { pieces: [], then: 'reset' },
    { pieces: [], then: 'keep' },
    { pieces: ['HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx'], then: 'keep' },
    { pieces: ['HTTP/1.1 410 Gone\r\ntransfer-encoding: chunked\r\n\r\n', 'zz\r\n'], then: 'keep' },
    { pieces: ['HTTP/1.1 101 Switching Protocols\r\n\r\n'], then: 'keep' },
    { pieces: Array.from({ length: 40 }, () => 'HTTP/1.1 103 Early Hints\r\n\r\n'), then: 'end' },
    { pieces: [`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}`], then: 'keep' },
  ),
);

/** A response with a length that ends before it is complete. */
function truncated(): fc.Arbitrary<Act> {
  return fc
    .record({
      status: fc.constantFrom(200, 410),
      kept: fc.double({ min: 0, max: 0.99, noNaN: true }),
      then: fc.constantFrom('end' as const, 'reset' as const),
    })
    .map(({ status, kept, then }) => {
      const text = framed('length', status, 'a body that never gets here');
      return {
        pieces: [text.slice(0, Math.floor(text.length * kept))].filter((piece) => piece !== ''),
        then,
      };
    });
}
