import { isWellFormed, LIMITS, type Identity } from '@serverless-ws/chat-domain';

import { isRecord } from './token-header.js';

/** Characters of one role. */
const ROLE_LENGTH = 64;
/** Control and invisible characters: ids of different users must look different. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** Characters removed from a name: controls, line breaks, and marks that change the direction of other text. */
const UNSEEMLY = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** Why the claims of a correctly signed token are no identity. For the log; contains nothing of the token. */
export type ClaimProblem = 'claims' | 'sub' | 'roles';

/**
 * The identity in verified claims, without its end, which depends on the settings.
 * @returns the identity, or what is wrong
 */
export function identityOf(claims: unknown): Omit<Identity, 'expiresAt'> | ClaimProblem {
  if (!isRecord(claims)) return 'claims';
  const userId = claims['sub'];
  if (!isText(userId, LIMITS.userIdLength) || userId.trim() !== userId) return 'sub';
  const roles = rolesOf(claims['roles']);
  return roles === null ? 'roles' : { userId, name: nameOf(claims['name'], userId), roles };
}

function isText(value: unknown, length: number): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= length &&
    isWellFormed(value) &&
    !HIDDEN.test(value)
  );
}

function rolesOf(value: unknown): readonly string[] | null {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > LIMITS.rolesPerIdentity) return null;
  const roles = value.filter((role) => isText(role, ROLE_LENGTH));
  return roles.length === value.length ? [...new Set(roles)] : null;
}

function nameOf(value: unknown, userId: string): string {
  if (typeof value !== 'string' || !isWellFormed(value)) return userId;
  const clean = value.replace(UNSEEMLY, ' ').replace(/ +/g, ' ').trim();
  const cut = clean.slice(0, LIMITS.userNameLength);
  const name = (isWellFormed(cut) ? cut : cut.slice(0, -1)).trimEnd();
  return name === '' ? userId : name;
}
