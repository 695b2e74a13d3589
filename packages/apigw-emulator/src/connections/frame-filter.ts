/**
 * Makes `ws` enforce the limit of a single frame; by itself it limits whole messages only. Parses the frames of a
 * client's byte stream and passes everything on unchanged, except the header of a data frame over the limit: it gets a
 * length that `ws` rejects at once, in the order of the frames, with the same 1009.
 */
export class FrameFilter {
  #header: number[] = [];
  #left = 0;

  readonly #maxFrameBytes: number;
  readonly #refusedBytes: number;
  readonly #pass: (bytes: Buffer) => void;

  /**
   * @param maxFrameBytes payload that a data frame may have
   * @param refusedBytes a length over the limit that `ws` enforces itself
   * @param pass receives the bytes, in order
   */
  constructor(maxFrameBytes: number, refusedBytes: number, pass: (bytes: Buffer) => void) {
    this.#maxFrameBytes = maxFrameBytes;
    this.#refusedBytes = refusedBytes;
    this.#pass = pass;
  }

  /** Bytes as they arrive, split anywhere. */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#left === 0) {
        this.#readHeader(chunk[at++] ?? 0);
        continue;
      }
      const end = Math.min(at + this.#left, chunk.length);
      this.#pass(chunk.subarray(at, end));
      this.#left -= end - at;
      at = end;
    }
  }

  /** RFC 6455, section 5.2: opcode, mask bit and length, then the extended length; the mask counts as payload here. */
  #readHeader(byte: number): void {
    this.#header.push(byte);
    const [first = 0, second, ...extended] = this.#header;
    if (second === undefined) return;
    const short = second & 0x7f;
    const needed = short === 127 ? 8 : short === 126 ? 2 : 0;
    if (extended.length < needed) return;
    const length = needed === 0 ? short : extended.reduce((sum, next) => sum * 256 + next, 0);
    const isData = (first & 0x0f) <= 2;
    this.#left = length + ((second & 0x80) === 0 ? 0 : 4);
    this.#pass(
      isData && length > this.#maxFrameBytes ? this.#refused(first, second) : Buffer.from(this.#header),
    );
    this.#header = [];
  }

  #refused(first: number, second: number): Buffer {
    const header = Buffer.of(first, (second & 0x80) | 127, 0, 0, 0, 0, 0, 0, 0, 0);
    header.writeBigUInt64BE(BigInt(this.#refusedBytes), 2);
    return header;
  }
}
