import { createHmac, hash } from 'node:crypto';

/** Bytes of a SHA-256 block. */
const BLOCK = 64;

/**
 * HMAC-SHA256 with one key over many short texts with a common prefix: two one-shot hashes over prepared buffers,
 * which take half the time of `createHmac`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2104
 */
export class HmacKey {
  readonly #inner: Buffer;
  readonly #outer = Buffer.alloc(BLOCK + 32);
  readonly #variableAt: number;

  /**
   * @param key - at most 64 bytes
   * @param prefix - what every text begins with, ASCII
   * @param variable - characters that follow the prefix in every text
   */
  constructor(key: Buffer, prefix: string, variable: number) {
    this.#variableAt = BLOCK + prefix.length;
    this.#inner = Buffer.alloc(this.#variableAt + variable);
    for (let index = 0; index < BLOCK; index += 1) {
      const byte = key[index] ?? 0;
      this.#inner[index] = byte ^ 0x36;
      this.#outer[index] = byte ^ 0x5c;
    }
    this.#inner.write(prefix, BLOCK, 'latin1');
  }

  /** The HMAC of prefix and `text`, in hex. `text` has exactly `variable` characters. */
  sign(text: string): string {
    this.#inner.write(text, this.#variableAt, 'latin1');
    this.#outer.write(hash('sha256', this.#inner, 'binary'), BLOCK, 'latin1');
    return hash('sha256', this.#outer, 'hex');
  }
}

/**
 * The key that signs one day's requests to one service in one Region.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signingKey(secretAccessKey: string, day: string, region: string, service: string): Buffer {
  return [day, region, service, 'aws4_request'].reduce<Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
}
