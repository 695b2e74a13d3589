import { mintToken } from '@serverless-ws/local-stack/token/mint-token.js';
import { Flooder } from './flooder.js';
import { StalledReader } from './stalled-reader.js';

/** Of so many members, one does not read: fewer than what would look like a throttled account. */
const MEMBERS_PER_STALLED = 12;

/** Clients that are in the way: members of the room that do not read, and a user who floods. */
export class Bystanders {
  readonly #url: string;
  readonly #secret: string;
  readonly #readers: readonly StalledReader[];
  readonly #floods: Flooder[] = [];

  /** @param secret - signs their tokens */
  constructor({ url, secret }: { readonly url: string; readonly secret: string }, members: number) {
    this.#url = url;
    this.#secret = secret;
    const count = Math.max(2, Math.floor(members / MEMBERS_PER_STALLED));
    this.#readers = Array.from(
      { length: count },
      (_, index) => new StalledReader(url, tokenOf(`reader-${index}`, secret)),
    );
  }

  /** Members that do not read. */
  get stalled(): number {
    return this.#readers.length;
  }

  /** Frames that the flood has sent. */
  get frames(): number {
    return this.#floods.reduce((sum, { frames }) => sum + frames, 0);
  }

  /** How often the flood met a limit. */
  get refused(): number {
    return this.#floods.reduce((sum, { refused }) => sum + refused, 0);
  }

  /** Whether the flood has met its limit, or has sent so much more that there is none. */
  isFloodJudged(allowed: number): boolean {
    return this.#floods.some(({ acked, refused }) => refused > 0 || acked > allowed);
  }

  flood(): void {
    this.#floods.push(new Flooder(this.#url, tokenOf('flooder', this.#secret), 'flood'));
  }

  endFlood(): void {
    for (const flood of this.#floods) flood.stop();
  }

  close(): void {
    this.endFlood();
    for (const reader of this.#readers) reader.close();
  }
}

function tokenOf(sub: string, secret: string): string {
  return mintToken({ sub, name: sub, roles: [], expiresIn: null }, secret);
}
