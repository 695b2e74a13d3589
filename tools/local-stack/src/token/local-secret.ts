import { randomBytes } from 'node:crypto';

/** A secret for HS256 that only this run knows: 32 bytes, as RFC 7518, section 3.2, demands. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The secret that a local stack's tokens are signed and verified with: `JWT_SECRET` where it is set, else a new one. */
export function localSecret(environment: Readonly<Record<string, string | undefined>>): string {
  return environment['JWT_SECRET'] ?? newSecret();
}
