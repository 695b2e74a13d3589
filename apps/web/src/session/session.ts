import { tokenClaims } from '@serverless-ws/chat-client';
import type { Settings } from '../settings.js';

/** Who is signed in in this tab, and how to get a token for them. */
export interface Session {
  readonly userId: string;
  readonly name: string;
  /** A token that is good now. */
  readonly getToken: () => Promise<string>;
}

/** What a tab remembers over a reload. Never a password: there is none. */
export type Remembered = { readonly name: string } | { readonly token: string };

/** A name for a development server, which turns it into a fresh token as often as one is needed. */
export function sessionByName(name: string, signInUrl: string): Session {
  return {
    userId: userIdOf(name),
    name,
    async getToken() {
      const query = new URLSearchParams({ sub: userIdOf(name), name });
      const response = await fetch(`${signInUrl}?${query.toString()}`, { method: 'POST' });
      if (!response.ok) throw new Error(`Signing in failed: the server answers ${response.status}.`);
      return (await response.text()).trim();
    },
  };
}

/** A token that somebody else made. */
export function sessionByToken(token: string): Session {
  const { userId = 'me', name = userId } = tokenClaims(token);
  return { userId, name, getToken: () => Promise.resolve(token) };
}

/** The session that a tab had, if the settings still allow it. */
export function sessionOf(remembered: Remembered, { signInUrl }: Settings): Session | null {
  if ('token' in remembered) return sessionByToken(remembered.token);
  return signInUrl === undefined ? null : sessionByName(remembered.name, signInUrl);
}

/** The user id of a name, on a development server: the same name is the same person, in every tab. */
export function userIdOf(name: string): string {
  return name.trim().toLowerCase().replaceAll(/\s+/g, '-').slice(0, 128);
}
