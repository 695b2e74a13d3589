import { tokenClaims } from '@serverless-ws/chat-client';
import type { User, UserManager } from 'oidc-client-ts';
import type { Session } from '../session.js';
import { issuerSentence, refusalOf, UnreadableToken } from './issuer-sentence.js';
import type { OidcSettings } from './oidc-settings.js';
import { TokenRenewal, type IssuedToken, type TokenSource } from './token-renewal.js';

/** What is used of the library. */
export type Manager = Pick<
  UserManager,
  | 'getUser'
  | 'removeUser'
  | 'revokeTokens'
  | 'signinCallback'
  | 'signinRedirect'
  | 'signinSilent'
  | 'signoutRedirect'
>;

/** The address of the page. */
export interface PageAddress {
  readonly href: string;
  /** Shows another one, without an entry in the history. */
  replace(href: string): void;
}

/** What an issuer needs to know. */
export interface IssuerOptions extends Pick<OidcSettings, 'issuer' | 'token'> {
  readonly page: PageAddress;
}

/** Signing in with an OpenID Connect issuer: by its own page, to which the browser goes and from which it comes back. */
export class Issuer {
  /** Its host, as users know it. */
  readonly host: string;
  readonly #manager: Manager;
  readonly #token: 'access' | 'id';
  readonly #page: PageAddress;

  constructor(manager: Manager, { issuer, token, page }: IssuerOptions) {
    this.#manager = manager;
    this.host = new URL(issuer).host;
    this.#token = token;
    this.#page = page;
  }

  /**
   * Goes to the issuer's page. What the address shows is shown again after it.
   * @throws Error with a sentence for the user
   */
  signIn(): Promise<void> {
    return this.#manager.signinRedirect({ state: new URL(this.#page.href).hash }).catch(inASentence);
  }

  /**
   * The session that the address carries after the issuer's page, or that this tab had before a reload; `null` without one.
   * @throws Error with a sentence for the user
   */
  resume(): Promise<Session | null> {
    return this.#session().catch(inASentence);
  }

  /** Ends the session here, and at the issuer if it offers that: the browser then comes back signed out. */
  async signOut(): Promise<void> {
    // Issuers need not offer this, and the user leaves whether or not one is reached.
    await this.#manager.revokeTokens(['refresh_token']).catch(() => undefined);
    await this.#manager.signoutRedirect().catch(() => this.#manager.removeUser());
  }

  async #session(): Promise<Session | null> {
    const user = isResponse(this.#page.href) ? await this.#finish() : await this.#manager.getUser();
    if (user === null) return null;
    const { userId, name } = tokenClaims(this.#issued(user).text);
    if (userId === undefined) {
      await this.#manager.removeUser();
      throw new UnreadableToken();
    }
    const renewal = new TokenRenewal(this.#source(), () => Date.now());
    try {
      await renewal.token();
    } catch {
      // Offline is no reason to forget a user.
      if (renewal.isOver) return null;
    }
    return { userId, name: name ?? userId, getToken: () => renewal.token(), isIssued: true };
  }

  async #finish(): Promise<User | null> {
    const { href } = this.#page;
    const { pathname } = new URL(href);
    // A code serves once, and belongs in no bookmark.
    this.#page.replace(pathname);
    try {
      const user = (await this.#manager.signinCallback(href)) ?? null;
      this.#page.replace(pathname + hashIn(user?.state));
      return user;
    } catch (error) {
      if (error instanceof Error && 'state' in error) this.#page.replace(pathname + hashIn(error.state));
      throw error;
    }
  }

  #source(): TokenSource {
    const manager = this.#manager;
    const issuedTo = (user: User | null) => (user === null ? null : this.#issued(user));
    return {
      current: async () => issuedTo(await manager.getUser()),
      // By the refresh token: without one, the library would open a frame, which the page does not allow.
      renew: async () =>
        (await manager.getUser())?.refresh_token === undefined
          ? null
          : issuedTo(await manager.signinSilent()),
      isFinal: (error) => refusalOf(error) !== undefined,
    };
  }

  #issued({ access_token, id_token, expires_at }: User): IssuedToken {
    const text = this.#token === 'id' ? (id_token ?? '') : access_token;
    const { expiresAt = Infinity } = tokenClaims(text);
    // `expires_at` is by the clock of this machine, the claim by the issuer's; it is that of the access token.
    const isKnown = this.#token === 'access' && expires_at !== undefined;
    return { text, expiresAt: isKnown ? expires_at * 1_000 : expiresAt };
  }
}

function inASentence(error: unknown): never {
  throw new Error(issuerSentence(error), { cause: error });
}

/** Whether an address is one with which an issuer sends the browser back. */
function isResponse(href: string): boolean {
  const { searchParams } = new URL(href);
  return searchParams.has('state') && (searchParams.has('code') || searchParams.has('error'));
}

function hashIn(state: unknown): string {
  return typeof state === 'string' && state.startsWith('#') ? state : '';
}
