import { tokenClaims } from '@serverless-ws/chat-client';
import type { Settings } from '../settings.js';

/** The user signed in in this tab, and how to get their token. */
export interface Session {
  readonly userId: string;
  readonly name: string;
  /** A token that is valid now. */
  readonly getToken: () => Promise<string>;
  /** Whether it was begun with an issuer, where it ends too. */
  readonly isIssued?: true;
}

/** What a tab stores over a reload. Never a password: there is none. */
export type Remembered = { readonly name: string; readonly isAdmin?: boolean } | { readonly token: string };

/**
 * A session by name, on a development server, which issues a fresh token for it whenever one is needed.
 * @param isAdmin - whether the token is to have the role `admin`
 */
export function sessionByName(name: string, signInUrl: string, isAdmin = false): Session {
  return {
    userId: userIdOf(name),
    name,
    async getToken() {
      const query = new URLSearchParams({ sub: userIdOf(name), name, ...(isAdmin && { role: 'admin' }) });
      const response = await fetch(`${signInUrl}?${query.toString()}`, { method: 'POST' });
      if (!response.ok) throw new Error(`Signing in failed: the server responded with ${response.status}.`);
      return (await response.text()).trim();
    },
  };
}

/** A session by a token that another service issued. */
export function sessionByToken(token: string): Session {
  const { userId = 'me', name = userId } = tokenClaims(token);
  return { userId, name, getToken: () => Promise.resolve(token) };
}

/** The session that a tab had, if the settings still allow it. */
export function sessionOf(remembered: Remembered, { signInUrl }: Settings): Session | null {
  if ('token' in remembered) return sessionByToken(remembered.token);
  return signInUrl === undefined ? null : sessionByName(remembered.name, signInUrl, remembered.isAdmin);
}

/** The user id of a name, on a development server: the same name is the same user, in every tab. ASCII, as all may be ids. */
export function userIdOf(name: string): string {
  const words = name
    .replaceAll(/\p{Cs}/gu, '')
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, '-');
  return encodeURIComponent(words).slice(0, 128);
}
