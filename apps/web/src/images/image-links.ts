import type { Attachment } from '../attachments/attachment.js';

/** Links that are kept: some screens full. */
const MOST = 200;

/** Signs a link to a file of a room. */
export type SignLink = (room: string, attachment: Attachment) => Promise<string>;

/**
 * Links to images, one for each as long as it is used: a line that comes back into sight shows what the browser has in
 * its cache, by the same link. One that no longer holds is to be renewed.
 */
export class ImageLinks {
  readonly #sign: SignLink;
  /** In the order of their last use. */
  readonly #links = new Map<string, Promise<string>>();

  constructor(sign: SignLink) {
    this.#sign = sign;
  }

  /** The link to an image of a room. @throws Error as `sign` */
  get(room: string, attachment: Attachment): Promise<string> {
    const name = nameOf(room, attachment);
    return this.#keep(name, this.#links.get(name) ?? this.#sign(room, attachment));
  }

  /** Another link in the place of one that did not load. @throws Error as `sign` */
  renew(room: string, attachment: Attachment): Promise<string> {
    return this.#keep(nameOf(room, attachment), this.#sign(room, attachment));
  }

  #keep(name: string, link: Promise<string>): Promise<string> {
    this.#links.delete(name);
    this.#links.set(name, link);
    const [oldest] = this.#links.keys();
    if (this.#links.size > MOST && oldest !== undefined) this.#links.delete(oldest);
    link.catch(() => this.#links.get(name) === link && this.#links.delete(name));
    return link;
  }
}

/** The name goes into the link: two messages may call one file by two names. */
function nameOf(room: string, { key, name }: Attachment): string {
  return JSON.stringify([room, key, name]);
}
