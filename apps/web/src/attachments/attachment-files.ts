import { fileName, type Attachment } from './attachment.js';

/** Files beside the chat: a function signs links to a store, for who may be in a room. `examples/attachments` is one. */
export class AttachmentFiles {
  readonly #signUrl: string;
  readonly #getToken: () => Promise<string>;

  /** @param signUrl - of the function, from the settings of the page */
  constructor(signUrl: string, getToken: () => Promise<string>) {
    this.#signUrl = signUrl;
    this.#getToken = getToken;
  }

  /**
   * Stores a file of a room.
   * @throws Error with what the function or the store said
   */
  async upload(room: string, { name, type, size }: File, body: Blob): Promise<Attachment> {
    const { key, url, headers } = await this.#sign({ action: 'upload', ...placeOf(room), type, size });
    if (typeof key !== 'string') throw new Error('The file was not stored.');
    const given = Object.entries(headers ?? {}).filter((header): header is [string, string] => {
      return typeof header[1] === 'string';
    });
    const stored = await fetch(linkIn(url), { method: 'PUT', headers: Object.fromEntries(given), body });
    if (!stored.ok) throw new Error(`The file was not stored: ${stored.status}.`);
    return { key, name: fileName(name), type, size };
  }

  /**
   * A link that saves a file of a room; it holds for a minute.
   * @throws Error with what the function said
   */
  async link(room: string, { key, name }: Attachment): Promise<string> {
    const { url } = await this.#sign({ action: 'download', ...placeOf(room), key, name });
    return linkIn(url);
  }

  async #sign(asked: object): Promise<Readonly<Record<string, unknown>>> {
    const headers = { authorization: `Bearer ${await this.#getToken()}` };
    const response = await fetch(this.#signUrl, { method: 'POST', headers, body: JSON.stringify(asked) });
    const signed: unknown = await response.json();
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

/** An address that the page follows: nothing but `https:`, as what comes from elsewhere could be a script. */
function linkIn(url: unknown): string {
  if (typeof url === 'string' && URL.canParse(url) && new URL(url).protocol === 'https:') return url;
  throw new Error('The link to the file is none.');
}
