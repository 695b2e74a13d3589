import { tokenClaims } from '@serverless-ws/chat-client';

/**
 * What is wrong with a text that was given as a token, in a sentence for the user; `null` where only the server can tell.
 * @param now - epoch milliseconds
 */
export function tokenFault(text: string, now: number): string | null {
  const parts = text.split('.');
  if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part))) {
    return 'This is no token: that is one long line, of three parts with a dot between them.';
  }
  const { userId, expiresAt } = tokenClaims(text);
  if (userId === undefined) return 'This token names no user.';
  if (expiresAt !== undefined && expiresAt <= now) return 'This token has expired: get a new one.';
  return null;
}
