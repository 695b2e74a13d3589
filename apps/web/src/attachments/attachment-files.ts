import { ImageLinks } from '../images/image-links.js';
import { putFile, type PutFile, type PutOptions } from './put-file.js';
import { fileName, type Attachment } from './attachment.js';
import { isSafeAddress } from './safe-address.js';

/** Pixels of an image. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
}

/** Files beside the chat: a function signs links to a store, for who may be in a room. `examples/attachments` is one. */
export class AttachmentFiles {
  readonly #signUrl: string;
  readonly #getToken: () => Promise<string>;
  readonly #put: PutFile;
  /** Links for images that are in sight. */
  readonly images = new ImageLinks((room, attachment) => this.link(room, attachment));

  /**
   * @param signUrl - of the function, from the settings of the page
   * @param put - how a file is sent to the store
   */
  constructor(signUrl: string, getToken: () => Promise<string>, put: PutFile = putFile) {
    this.#signUrl = signUrl;
    this.#getToken = getToken;
    this.#put = put;
  }

  /**
   * Stores a file of a room.
   * @param pixels - of an image, where they could be read
   * @throws Error with what the function or the store said; what `options.signal` gives as its reason
   */
  async upload(room: string, file: File, options: PutOptions, pixels?: Pixels): Promise<Attachment> {
    const { name, type, size } = file;
    const asked = { action: 'upload', ...placeOf(room), type, size };
    const { key, url, headers } = await this.#sign(asked, options.signal);
    if (typeof key !== 'string') throw new Error('The file was not stored.');
    const given = Object.entries(headers ?? {}).filter((header): header is [string, string] => {
      return typeof header[1] === 'string';
    });
    const status = await this.#put(linkIn(url), Object.fromEntries(given), file, options);
    if (status < 200 || status > 299) throw new Error(`The file was not stored: ${status}.`);
    return { key, name: fileName(name), type, size, ...pixels };
  }

  /**
   * A link to a file of a room, which a browser saves; it holds for a minute.
   * @throws Error with what the function said
   */
  async link(room: string, { key, name }: Attachment): Promise<string> {
    const { url } = await this.#sign({ action: 'download', ...placeOf(room), key, name });
    return linkIn(url);
  }

  async #sign(asked: object, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    const headers = { authorization: `Bearer ${await this.#getToken()}` };
    const init = { method: 'POST', headers, body: JSON.stringify(asked), ...(signal && { signal }) };
    const response = await fetch(this.#signUrl, init).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new Error('The store of files cannot be reached. Try again.', { cause: error });
    });
    const signed: unknown = await response.json().catch(() => null);
    const fields: Readonly<Record<string, unknown>> =
      typeof signed === 'object' && signed !== null ? { ...signed } : {};
    if (response.ok) return fields;
    throw new Error(typeof fields['message'] === 'string' ? fields['message'] : 'The file is refused.');
  }
}

/** A room as the function takes it. */
function placeOf(room: string): { readonly room: string } | { readonly with: string } {
  return room.startsWith('@') ? { with: room.slice(1) } : { room };
}

function linkIn(url: unknown): string {
  if (isSafeAddress(url)) return url;
  throw new Error('The link to the file is none.');
}
