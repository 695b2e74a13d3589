import { fetchSettings, type Settings } from '../settings.js';
import type { Issuer } from './oidc/issuer.js';
import { remembered } from './remember.js';
import { sessionByToken, sessionOf, withTokenAhead, type Session } from './session.js';

/** What the page knows before its first screen. */
export interface Beginning {
  readonly settings: Settings;
  /** With whom users sign in; `null` on a development server, and where tokens are pasted. */
  readonly issuer: Issuer | null;
  /** The session of this tab, from before a reload or from the issuer's page. */
  readonly session: Session | null;
  /** Why there is none, in a sentence, where the user expects one. */
  readonly notice: string | null;
}

/**
 * Reads the settings, and finds the session of this tab.
 * @throws Error with one line for the user
 */
export async function begin(): Promise<Beginning> {
  const settings = await fetchSettings();
  const earlier = remembered();
  if (settings.oidc === undefined) {
    const session = earlier === null ? null : sessionOf(earlier, settings);
    return { settings, issuer: null, session: session && withTokenAhead(session), notice: null };
  }
  const issuer = await open(settings.oidc);
  // A token for trying, which the user pasted in this tab.
  const pasted = earlier !== null && 'token' in earlier ? sessionByToken(earlier.token) : null;
  try {
    return { settings, issuer, session: (await issuer.resume()) ?? pasted, notice: null };
  } catch (error) {
    return { settings, issuer, session: null, notice: textOf(error) };
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
