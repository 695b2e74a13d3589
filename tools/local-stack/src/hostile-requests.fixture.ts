import { connect } from 'node:net';

/** A request as bytes, and the statuses with which a listener on this machine may refuse it; `null` for none at all. */
export interface HostileRequest {
  readonly what: string;
  readonly bytes: string;
  readonly refused: readonly (number | null)[];
}

const lines = (...all: readonly string[]): string => [...all, '', ''].join('\r\n');
const own = 'Host: 127.0.0.1';
const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
/** As dynalite wants one, and checks none. */
const dynamo = [
  'X-Amz-Target: DynamoDB_20120810.ListTables',
  'X-Amz-Date: 20260101T000000Z',
  'Authorization: AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
];

const TARGETS = [
  '//',
  '//evil.example/',
  'http://[',
  'http://evil.example/',
  '*',
  '/%',
  '/%zz',
  '/%ff',
  '/#',
  'dev',
];

function post(body: string, ...headers: readonly string[]): string {
  return lines('POST / HTTP/1.1', ...headers, ...dynamo, `Content-Length: ${body.length}`) + body;
}

/** What a page of any site can make a browser send, and what any program can. */
export const HOSTILE_REQUESTS: readonly HostileRequest[] = [
  ...TARGETS.map((target) => ({
    what: `the target ${target}`,
    bytes: lines(`GET ${target} HTTP/1.1`, own),
    refused: [400],
  })),
  ...TARGETS.map((target) => ({
    what: `an upgrade of ${target}`,
    bytes: lines(`GET ${target} HTTP/1.1`, own, ...upgrade, key),
    refused: [400],
  })),
  { what: 'an untrusted host', bytes: post('{}', 'Host: evil.example'), refused: [403] },
  { what: 'an untrusted origin', bytes: post('{}', own, 'Origin: https://evil.example'), refused: [403] },
  { what: 'the origin of a sandbox', bytes: post('{}', own, 'Origin: null'), refused: [403] },
  {
    what: 'a preflight',
    bytes: lines(
      'OPTIONS / HTTP/1.1',
      own,
      'Origin: https://evil.example',
      'Access-Control-Request-Method: POST',
    ),
    refused: [403],
  },
  { what: 'no host', bytes: lines('GET / HTTP/1.1'), refused: [400] },
  { what: 'no host, of old', bytes: lines('GET / HTTP/1.0'), refused: [400] },
  { what: 'two hosts', bytes: lines('GET / HTTP/1.1', own, own), refused: [400] },
  { what: 'a proxy asked for', bytes: lines('CONNECT evil.example:443 HTTP/1.1', own), refused: [null, 403] },
  { what: 'all of the server', bytes: lines('OPTIONS * HTTP/1.1', own), refused: [400] },
  {
    what: 'long headers',
    bytes: lines('GET / HTTP/1.1', own, `X: ${'x'.repeat(70_000)}`),
    refused: [431, null],
  },
  { what: 'a wrong length', bytes: lines('POST / HTTP/1.1', own, 'Content-Length: -1'), refused: [400] },
  { what: 'HTTP/2', bytes: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', refused: [400, null] },
  { what: 'TLS', bytes: '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', refused: [400, null] },
];

/** A WebSocket handshake, with further header lines. */
export function upgradeOf(url: string, ...headers: readonly string[]): string {
  const { pathname, host } = new URL(url);
  return lines(`GET ${pathname} HTTP/1.1`, `Host: ${host}`, ...upgrade, key, ...headers);
}

/** The status of the first response to bytes; `null` where the connection ends without one. */
export function statusOf(url: string, bytes: string): Promise<number | null> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      const [, status] = /^HTTP\/1\.\d (\d{3})/.exec(answer) ?? [];
      if (status === undefined) return;
      resolve(Number(status));
      socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(null));
  });
}

/** Those that a listener does not refuse as it should, each with the status that it gave instead. */
export async function notRefused(url: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { what, bytes, refused } of HOSTILE_REQUESTS) {
    const status = await statusOf(url, bytes);
    if (!refused.includes(status)) wrong.push(`${what}: ${status}`);
  }
  return wrong;
}

/** Begins a request and cuts it off in the middle of its body. */
export async function cutOff(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const bytes = lines('POST / HTTP/1.1', own, ...dynamo, 'Content-Length: 1000') + '{';
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes, () => socket.resetAndDestroy()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}
