import { fetchSettings, type Settings } from '../settings.js';
import { openChat, type Chat } from './chat.js';
import type { Issuer } from './oidc/issuer.js';
import { remembered } from './remember.js';
import { sessionByToken, sessionOf, type Session } from './session.js';

/** What the page knows before its first screen. */
export interface Beginning {
  readonly settings: Settings;
  /** With whom users sign in; `null` on a development server, and where tokens are pasted. */
  readonly issuer: Issuer | null;
  /** The chat of this tab's session, from before a reload or from the issuer's page. */
  readonly chat: Chat | null;
  /** Why there is none, in a sentence, where the user expects one. */
  readonly notice: string | null;
}

/**
 * Reads the settings, finds the session of this tab, and opens its chat.
 * @throws Error with one line for the user
 */
export async function begin(): Promise<Beginning> {
  const settings = await fetchSettings();
  const issuer = settings.oidc === undefined ? null : await open(settings.oidc);
  const { session, notice } = await earlierSession(settings, issuer);
  return { settings, issuer, chat: session && openChat(session, settings), notice };
}

async function earlierSession(
  settings: Settings,
  issuer: Issuer | null,
): Promise<{ readonly session: Session | null; readonly notice: string | null }> {
  const earlier = remembered();
  if (issuer === null) return { session: earlier && sessionOf(earlier, settings), notice: null };
  // A token for trying, which the user pasted in this tab.
  const pasted = earlier !== null && 'token' in earlier ? sessionByToken(earlier.token) : null;
  try {
    return { session: (await issuer.resume()) ?? pasted, notice: null };
  } catch (error) {
    return { session: null, notice: textOf(error) };
  }
}

/** What is wrong, in the words of what failed: each is for the user. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong. Reload the page.';
}

async function open(oidc: unknown): Promise<Issuer> {
  const { openIssuer } = await import('./oidc/open-issuer.js').catch(() => {
    throw new Error('The page did not load completely. Reload it when you are online.');
  });
  return openIssuer(oidc);
}
