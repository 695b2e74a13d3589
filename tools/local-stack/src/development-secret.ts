/**
 * The secret of tokens on a developer's own machine, where nothing else is set: long enough for HS256 (32 bytes), and
 * public, since it stands here. A deployed stage has its own.
 */
const PUBLIC_SECRET = 'development-only-secret-never-deploy-this-one';

/** Whether a secret is the one that stands here, and may be shown. */
export function isPublicSecret(secret: string): boolean {
  return secret === PUBLIC_SECRET;
}

/** The secret that local tokens are signed with and local handlers verify with: `JWT_SECRET` where it is set. */
export function developmentSecret(environment: Readonly<Record<string, string | undefined>>): string {
  return environment['JWT_SECRET'] ?? PUBLIC_SECRET;
}
