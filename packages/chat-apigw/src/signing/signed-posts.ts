import { hash } from 'node:crypto';
import type { CallbackEndpoint } from '../callback-endpoint.js';
import type { Credentials } from './credentials.js';
import { HmacKey, signingKey } from './hmac-key.js';

const SERVICE = 'execute-api';
const TYPE = 'application/octet-stream';

/** The parts common to all posts of one second. */
interface Second {
  readonly at: number;
  readonly credentials: Credentials;
  /** The canonical request after the path. */
  readonly canonicalRest: string;
  readonly key: HmacKey;
  /** The request between path and signature. */
  readonly headers: string;
}

/**
 * Writes signed posts of one body to the connections of one endpoint (Signature Version 4). Parts that do not depend
 * on the connection are computed once a second or once a body.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export class SignedPosts {
  readonly #body: string;
  readonly #digest: string;
  readonly #canonicalStart: string;
  readonly #start: string;
  #second: Second | null = null;

  readonly #endpoint: CallbackEndpoint;
  readonly #region: string;
  readonly #keys: SigningKeys;

  constructor(endpoint: CallbackEndpoint, region: string, body: Buffer, keys: SigningKeys) {
    this.#endpoint = endpoint;
    this.#region = region;
    this.#keys = keys;

    this.#body = body.toString('latin1');
    this.#digest = hash('sha256', body, 'hex');
    // A path is encoded twice in the canonical request, everywhere but on S3.
    this.#canonicalStart = `POST\n${endpoint.path.split('/').map(encodeSegment).join('/')}`;
    this.#start = `POST ${endpoint.path}`;
  }

  /**
   * A whole request, one character a byte.
   *
   * @param now - epoch milliseconds
   */
  request(connectionId: string, credentials: Credentials, now: number): string {
    const at = Math.floor(now / 1_000);
    let second = this.#second;
    if (second === null || second.at !== at || second.credentials !== credentials) {
      second = this.#second = this.#begin(at, credentials);
    }
    const id = encodeSegment(connectionId);
    const canonical = hash(
      'sha256',
      this.#canonicalStart + id.replaceAll('%', '%25') + second.canonicalRest,
      'hex',
    );
    return `${this.#start}${id}${second.headers}${second.key.sign(canonical)}\r\n\r\n${this.#body}`;
  }

  #begin(at: number, credentials: Credentials): Second {
    const date = amzDate(at);
    const day = date.slice(0, 8);
    const scope = `${day}/${this.#region}/${SERVICE}/aws4_request`;
    const token = credentials.sessionToken;
    const names = `content-type;host;x-amz-date${token === undefined ? '' : ';x-amz-security-token'}`;
    const tokenLine = token === undefined ? '' : `x-amz-security-token:${token}\n`;
    const { host } = this.#endpoint;
    return {
      at,
      credentials,
      canonicalRest: `\n\ncontent-type:${TYPE}\nhost:${host}\nx-amz-date:${date}\n${tokenLine}\n${names}\n${this.#digest}`,
      key: new HmacKey(
        this.#keys.get(credentials.secretAccessKey, day, this.#region),
        `AWS4-HMAC-SHA256\n${date}\n${scope}\n`,
        64,
      ),
      headers:
        ` HTTP/1.1\r\nhost:${host}\r\ncontent-type:${TYPE}\r\ncontent-length:${String(this.#body.length)}\r\n` +
        `x-amz-date:${date}\r\n${token === undefined ? '' : `x-amz-security-token:${token}\r\n`}` +
        `authorization:AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, ` +
        `SignedHeaders=${names}, Signature=`,
    };
  }
}

/** The last signing key, cached while secret, day and Region stay the same. */
export class SigningKeys {
  #name = '';
  #key: Buffer = Buffer.alloc(0);

  get(secretAccessKey: string, day: string, region: string): Buffer {
    const name = `${day}/${region}/${secretAccessKey}`;
    if (name !== this.#name) {
      this.#key = signingKey(secretAccessKey, day, region, SERVICE);
      this.#name = name;
    }
    return this.#key;
  }
}

/** Whole seconds since 1970 as `YYYYMMDDTHHMMSSZ`. */
function amzDate(at: number): string {
  return new Date(at * 1_000)
    .toISOString()
    .replace(/\.\d+Z$|[-:]/g, (part) => (part.startsWith('.') ? 'Z' : ''));
}

const PLAIN = /^[\w-]*=?$/;

/** One path segment in the encoding of RFC 3986; a dot segment is encoded too, so that nothing can resolve it. */
function encodeSegment(text: string): string {
  if (PLAIN.test(text)) return text.endsWith('=') ? `${text.slice(0, -1)}%3D` : text;
  if (/^\.{1,2}$/.test(text)) return text.replaceAll('.', '%2E');
  // A lone surrogate, which no id has, becomes U+FFFD instead of an exception.
  return encodeURIComponent(Buffer.from(text).toString()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
