/** The claims that a client reads from its own token. Not verified: for planning and display only. */
export interface TokenClaims {
  /** `sub`. */
  readonly userId?: string;
  readonly name?: string;
  /** `exp`, in epoch milliseconds. */
  readonly expiresAt?: number;
}

/** The claims of a JWT; none for any other token. Never throws. */
export function tokenClaims(token: string): TokenClaims {
  try {
    const base64 = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const { sub, name, exp } = JSON.parse(new TextDecoder().decode(bytes));
    return {
      ...(typeof sub === 'string' && { userId: sub }),
      ...(typeof name === 'string' && { name }),
      ...(typeof exp === 'number' && { expiresAt: exp * 1_000 }),
    };
  } catch {
    return {};
  }
}
