import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** One frame of a client; every field may break the protocol. */
export interface RawFrame {
  readonly opcode: number;
  readonly payload?: Uint8Array | string;
  readonly fin?: boolean;
  readonly masked?: boolean;
  /** Sent instead of the true length. */
  readonly length?: number;
}

/** One frame from the gateway. */
export interface ReceivedFrame {
  readonly opcode: number;
  readonly fin: boolean;
  readonly payload: Buffer;
}

/** A WebSocket client without a library, for frames and requests that a correct client cannot send. */
export class RawSocket {
  #bytes = Buffer.alloc(0);
  /** Everything received until the end. */
  readonly ended: Promise<Buffer>;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk) => (this.#bytes = Buffer.concat([this.#bytes, chunk])));
    socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => socket.on('close', () => resolve(this.#bytes)));
  }

  /** Opens the TCP connection and sends nothing. */
  static async open(url: string): Promise<RawSocket> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new RawSocket(socket);
  }

  /** Opens a WebSocket. */
  static async upgraded(url: string): Promise<RawSocket> {
    const raw = await RawSocket.open(url);
    raw.socket.write(upgradeRequest(new URL(url).pathname));
    const head = await raw.headOfAnswer();
    if (!head.startsWith('HTTP/1.1 101')) throw new Error(head);
    return raw;
  }

  /** The head of the next HTTP response, removed from the received bytes. */
  async headOfAnswer(): Promise<string> {
    for (;;) {
      const end = this.#bytes.indexOf('\r\n\r\n');
      if (end >= 0) {
        const head = this.#bytes.subarray(0, end).toString();
        this.#bytes = this.#bytes.subarray(end + 4);
        return head;
      }
      if (this.socket.closed) throw new Error('closed without a response');
      await new Promise((resolve) => this.socket.once('data', resolve).once('close', resolve));
    }
  }

  send(frame: RawFrame): void {
    this.socket.write(encodeFrame(frame));
  }

  /** The code of the gateway's close frame, which is echoed; `undefined` without a code or a close frame. */
  async closeCode(): Promise<number | undefined> {
    const close = await this.frame(({ opcode }) => opcode === 8);
    if (!close) return undefined;
    this.socket.end(encodeFrame({ opcode: 8, payload: close.payload }));
    return close.payload.length < 2 ? undefined : close.payload.readUInt16BE(0);
  }

  /** Resolves to the first frame of this kind; `undefined` where the socket ends without one. */
  async frame(isIt: (frame: ReceivedFrame) => boolean): Promise<ReceivedFrame | undefined> {
    for (;;) {
      const found = this.received().find(isIt);
      if (found || this.socket.closed) return found;
      await new Promise((resolve) => this.socket.once('data', resolve).once('close', resolve));
    }
  }

  /** The frames received so far. */
  received(): ReceivedFrame[] {
    return frames(this.#bytes);
  }
}

/** A correct upgrade request, with further header lines. */
export function upgradeRequest(path: string, ...headers: string[]): string {
  const key = randomBytes(16).toString('base64');
  const lines = [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket'];
  return [...lines, 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${key}`, ...headers, '', ''].join(
    '\r\n',
  );
}

/** The bytes of one frame. */
export function encodeFrame({ opcode, payload = '', fin = true, masked = true, length }: RawFrame): Buffer {
  const body = Buffer.from(payload);
  const size = length ?? body.length;
  const head = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10);
  head[0] = (fin ? 0x80 : 0) | (opcode & 0x7f);
  head[1] = (masked ? 0x80 : 0) | (size < 126 ? size : size < 65_536 ? 126 : 127);
  if (head.length === 4) head.writeUInt16BE(size, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(size), 2);
  // A mask of zeros leaves the payload readable.
  return Buffer.concat([head, Buffer.alloc(masked ? 4 : 0), body]);
}

function frames(
  bytes: Buffer,
): { readonly opcode: number; readonly fin: boolean; readonly payload: Buffer }[] {
  const found = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const start = at + (short === 126 ? 4 : short === 127 ? 10 : 2);
    if (start > bytes.length) break;
    const length =
      short === 126
        ? bytes.readUInt16BE(at + 2)
        : short === 127
          ? Number(bytes.readBigUInt64BE(at + 2))
          : short;
    if (start + length > bytes.length) break;
    const first = bytes[at] ?? 0;
    found.push({ opcode: first & 0x0f, fin: first >= 0x80, payload: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}
