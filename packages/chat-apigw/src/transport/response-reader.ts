import { MalformedResponse, parseHead, type ResponseHead } from './response-head.js';

/** A response whose last byte has been read. */
export type CompleteResponse = Pick<ResponseHead, 'status' | 'errorType' | 'keepAlive'>;

/** Bytes of a head, a chunk-size line or a trailer section beyond which a response is rejected. */
const HEAD_LIMIT = 16_384;

type Part = 'head' | 'fixed' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailers' | 'until-close';

/**
 * Reads the responses on one connection, in whatever pieces they arrive: interim responses are skipped, bodies are
 * counted and dropped.
 *
 * Text is one character a byte throughout, as slices of short strings are cheaper than those of buffers.
 */
export class ResponseReader {
  #part: Part = 'head';
  #held = '';
  #head: ResponseHead | null = null;
  /** Bytes of the body, or of the chunk, that are still to come. */
  #missing = 0;

  /**
   * Reads the next bytes; returns the response, once complete. It is valid even if unrequested bytes follow it, but
   * nothing more can be read after those.
   *
   * @throws {@link MalformedResponse}
   */
  push(bytes: string): CompleteResponse | null {
    let rest = this.#held === '' ? bytes : this.#held + bytes;
    this.#held = '';
    for (;;) {
      const before = rest.length;
      const part = this.#part;
      rest = this.#step(rest);
      if (this.#head !== null && this.#part === 'head') return this.#complete(rest);
      if (rest.length === before && this.#part === part) break;
    }
    if (rest.length > HEAD_LIMIT) throw new MalformedResponse('a head that does not end');
    this.#held = rest;
    return null;
  }

  /** The connection has ended: returns the response, if that ends it; `null` if it was truncated. */
  end(): CompleteResponse | null {
    if (this.#part !== 'until-close' || this.#head === null) return null;
    this.#part = 'head';
    return this.#complete('');
  }

  /** Reads the available bytes of one part; returns the rest. `part` is `head` again when the response is complete. */
  #step(text: string): string {
    switch (this.#part) {
      case 'head':
        return this.#readHead(text);
      case 'fixed':
        return this.#skip(text, 'head');
      case 'chunk-size':
        return this.#readChunkSize(text);
      case 'chunk':
        return this.#skip(text, 'chunk-end');
      case 'chunk-end':
        return this.#readChunkEnd(text);
      case 'trailers':
        return this.#readTrailer(text);
      case 'until-close':
        return '';
    }
  }

  #readHead(text: string): string {
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return text;
    const head = parseHead(text.slice(0, end));
    if (head.status === 101) throw new MalformedResponse('switching protocols unasked');
    if (head.status >= 200) this.#startBody(head);
    return text.slice(end + 4);
  }

  #startBody(head: ResponseHead): void {
    this.#head = head;
    if (head.status === 204 || head.status === 304) return;
    if (head.chunked) this.#part = 'chunk-size';
    else if (head.length === null) this.#part = 'until-close';
    else if (head.length > 0) {
      this.#missing = head.length;
      this.#part = 'fixed';
    }
  }

  #skip(text: string, next: Part): string {
    const taken = Math.min(text.length, this.#missing);
    this.#missing -= taken;
    if (this.#missing === 0) this.#part = next;
    return text.slice(taken);
  }

  #readChunkSize(text: string): string {
    const end = text.indexOf('\r\n');
    if (end < 0) return text;
    const digits = /^0*([\da-f]{1,12})[ \t]*(?:;|$)/i.exec(text.slice(0, end))?.[1];
    if (digits === undefined) throw new MalformedResponse('not a chunk size');
    const size = Number.parseInt(digits, 16);
    this.#missing = size;
    this.#part = size === 0 ? 'trailers' : 'chunk';
    return text.slice(end + 2);
  }

  #readChunkEnd(text: string): string {
    if (text.length < 2) return text;
    if (!text.startsWith('\r\n')) throw new MalformedResponse('a chunk that does not end where it said');
    this.#part = 'chunk-size';
    return text.slice(2);
  }

  #readTrailer(text: string): string {
    const end = text.indexOf('\r\n');
    if (end < 0) return text;
    if (end === 0) this.#part = 'head';
    return text.slice(end + 2);
  }

  #complete(rest: string): CompleteResponse {
    const head = this.#head;
    this.#head = null;
    if (head === null) throw new MalformedResponse('an end without a beginning');
    return rest === '' ? head : { ...head, keepAlive: false };
  }
}
