/**
 * Follows the frames of a client's byte stream and reports the first data frame over the limit. `ws` bounds whole
 * messages only, and AWS bounds frames too. Reads headers, keeps no payload; what is malformed is left to `ws`.
 */
export class FrameMeter {
  #header: number[] = [];
  #skip = 0;

  constructor(
    private readonly maxFrameBytes: number,
    private readonly onTooLarge: () => void,
  ) {}

  /** Bytes as they arrive, in any division. */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      const skipped = Math.min(this.#skip, chunk.length - at);
      this.#skip -= skipped;
      at += skipped;
      if (at === chunk.length) return;
      this.#header.push(chunk[at++] ?? 0);
      this.#readHeader();
    }
  }

  /** RFC 6455, section 5.2: opcode, mask bit and length; then the extended length and the mask, which are skipped. */
  #readHeader(): void {
    const [first = 0, second, ...extended] = this.#header;
    if (second === undefined) return;
    const short = second & 0x7f;
    const needed = short === 127 ? 8 : short === 126 ? 2 : 0;
    if (extended.length < needed) return;
    const length = needed === 0 ? short : extended.reduce((sum, byte) => sum * 256 + byte, 0);
    this.#skip = length + ((second & 0x80) === 0 ? 0 : 4);
    this.#header = [];
    const isData = (first & 0x0f) <= 2;
    if (isData && length > this.maxFrameBytes) this.onTooLarge();
  }
}
