import type { Remembered } from './session.js';

const KEY = 'session';

/** Stores the signed-in user, for this tab alone: another tab may have another user. */
export function remember(remembered: Remembered | null): void {
  try {
    if (remembered === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(remembered));
  } catch {
    // Storage is forbidden: after a reload the user signs in again.
  }
}

/** The user who was signed in in this tab. */
export function remembered(): Remembered | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    if ('name' in value && typeof value.name === 'string') {
      const isAdmin = 'isAdmin' in value && value.isAdmin === true;
      return { name: value.name, ...(isAdmin && { isAdmin }) };
    }
    return 'token' in value && typeof value.token === 'string' ? { token: value.token } : null;
  } catch {
    return null;
  }
}
