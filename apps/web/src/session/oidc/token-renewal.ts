/** A token that an issuer gave, and when it ends. */
export interface IssuedToken {
  readonly text: string;
  /** Epoch milliseconds, by the clock of this machine; infinite where the issuer does not say. */
  readonly expiresAt: number;
}

/** Where tokens come from. */
export interface TokenSource {
  /** The token at hand; `null` without one. */
  current(): Promise<IssuedToken | null>;
  /** Asks the issuer for another one. `null`: it never gives one without the user. Rejects where it refuses or fails. */
  renew(): Promise<IssuedToken | null>;
  /** Whether a rejection of `renew` is the issuer's last word, as opposed to a network that fails. */
  isFinal(error: unknown): boolean;
}

/** A token with less than this left is renewed: twice what the client keeps between a token's end and its successor. */
const LEAST_LEFT = 2 * 60 * 1_000;

/** Gives a token that is valid now: the one at hand while it lasts, else a new one. */
export class TokenRenewal {
  readonly #source: TokenSource;
  readonly #now: () => number;
  #underWay: Promise<IssuedToken | null> | null = null;
  #isOver = false;

  /** @param now - epoch milliseconds */
  constructor(source: TokenSource, now: () => number) {
    this.#source = source;
    this.#now = now;
  }

  /** Whether only the user can get another token, by signing in again. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** @throws Error where the last token has ended and no other one is to be had */
  async token(): Promise<string> {
    const current = await this.#source.current();
    if (current !== null && this.#leftOf(current) >= LEAST_LEFT) return current.text;
    const next = await this.#renewed();
    // Whatever its end: the clock here may be wrong, and the server decides.
    if (next !== null) return next.text;
    if (current !== null && this.#leftOf(current) > 0) return current.text;
    throw new Error('The sign-in has ended.');
  }

  /** One request at a time, as issuers take a refresh token once; none after the last word. */
  async #renewed(): Promise<IssuedToken | null> {
    if (this.#isOver) return null;
    this.#underWay ??= this.#source.renew().finally(() => {
      this.#underWay = null;
    });
    try {
      const next = await this.#underWay;
      this.#isOver = next === null;
      return next;
    } catch (error) {
      this.#isOver ||= this.#source.isFinal(error);
      return null;
    }
  }

  #leftOf({ expiresAt }: IssuedToken): number {
    return expiresAt - this.#now();
  }
}
