/** The relevant fields of the head of an HTTP/1.1 response. */
export interface ResponseHead {
  readonly status: number;
  /** `x-amzn-errortype` without its address; `''` where absent. */
  readonly errorType: string;
  readonly chunked: boolean;
  /** Bytes of the body; `null` where the head gives no length. */
  readonly length: number | null;
  /** Whether the connection may carry another exchange. */
  readonly keepAlive: boolean;
}

/** A response that HTTP/1.1 does not allow. Its connection must not be used again. */
export class MalformedResponse extends Error {
  override readonly name = 'MalformedResponse';
}

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/;

/**
 * Parses a head, without the empty line that ends it.
 *
 * @param text - one character a byte
 * @throws {@link MalformedResponse}
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export function parseHead(text: string): ResponseHead {
  let end = text.indexOf('\r\n');
  const line = STATUS_LINE.exec(end < 0 ? text : text.slice(0, end));
  if (line === null) throw new MalformedResponse('not a status line');
  const fields = new FieldReader(line[1] === '1');
  while (end >= 0) {
    const start = end + 2;
    if (isBlank(text.charCodeAt(start))) return parseHead(unfold(text));
    end = text.indexOf('\r\n', start);
    fields.read(text, start, end < 0 ? text.length : end);
  }
  return fields.head(Number(line[2]));
}

/** Collects the few relevant fields; most lines are skipped by their first letter. */
class FieldReader {
  #errorType = '';
  #encoding = '';
  #length: number | null = null;
  #close = false;

  #keepAlive: boolean;

  readonly #persistent: boolean;

  constructor(persistent: boolean) {
    this.#persistent = persistent;

    this.#keepAlive = persistent;
  }

  read(text: string, start: number, end: number): void {
    const first = text.charCodeAt(start) | 0x20;
    // c: content-length, connection; t: transfer-encoding; x: x-amzn-errortype.
    if (first !== 0x63 && first !== 0x74 && first !== 0x78) return;
    const colon = text.indexOf(':', start);
    if (colon < 0 || colon > end) throw new MalformedResponse('a header line without a colon');
    if (isBlank(text.charCodeAt(colon - 1))) throw new MalformedResponse('a blank before a colon');
    const name = text.slice(start, colon).toLowerCase();
    if (name === 'content-length') this.#readLength(text.slice(colon + 1, end));
    else if (name === 'connection') this.#readConnection(text.slice(colon + 1, end));
    else if (name === 'transfer-encoding') this.#encoding += `,${text.slice(colon + 1, end)}`;
    else if (name === 'x-amzn-errortype') this.#errorType = nameOfError(text.slice(colon + 1, end));
  }

  head(status: number): ResponseHead {
    const codings = this.#encoding.toLowerCase().split(',');
    const chunked = codings.at(-1)?.trim() === 'chunked';
    // A length beside an encoding, or an encoding in HTTP/1.0: the encoding counts, and the connection is not used
    // again.
    const ambiguous = this.#encoding !== '' && (this.#length !== null || !chunked || !this.#persistent);
    return {
      status,
      errorType: this.#errorType,
      chunked,
      length: this.#encoding === '' ? this.#length : null,
      keepAlive: this.#keepAlive && !this.#close && !ambiguous,
    };
  }

  #readLength(value: string): void {
    for (const part of value.split(',')) {
      const digits = part.trim();
      const length = Number(digits);
      if (!/^\d+$/.test(digits) || !Number.isSafeInteger(length))
        throw new MalformedResponse('content-length');
      if (this.#length !== null && this.#length !== length)
        throw new MalformedResponse('two content-lengths');
      this.#length = length;
    }
  }

  #readConnection(value: string): void {
    const options = value
      .toLowerCase()
      .split(',')
      .map((option) => option.trim());
    if (options.includes('close')) this.#close = true;
    if (options.includes('keep-alive')) this.#keepAlive = true;
  }
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/**
 * Joins folded lines, which only very old servers send.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-5.2
 */
function unfold(text: string): string {
  return text.replace(/[ \t]*\r\n[ \t]+/g, ' ');
}

/** `GoneException:http://…` → `GoneException`; no characters that a log would have to escape. */
function nameOfError(value: string): string {
  return /^\s*([\w.]{1,64})/.exec(value)?.[1] ?? '';
}
