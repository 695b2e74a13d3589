import {
  hasVisibleCharacter,
  isUserId,
  isWellFormed,
  LIMITS,
  type Identity,
} from '@serverless-ws/chat-domain';

import { isRecord } from './token-header.js';

/** Characters of one role. */
const ROLE_LENGTH = 64;
/** Printable ASCII: nothing in it is hidden or to be cleaned. Others need the tables of Unicode, which take time to set up. */
const PLAIN = /^[ -~]*$/;

/** Why the claims of a correctly signed token are no identity. For the log; contains nothing of the token. */
export type ClaimProblem = 'claims' | 'sub' | 'roles';

/**
 * The identity in verified claims, without its end, which depends on the settings.
 * @returns the identity, or what is wrong
 */
export function identityOf(claims: unknown): Omit<Identity, 'expiresAt'> | ClaimProblem {
  if (!isRecord(claims)) return 'claims';
  const userId = claims['sub'];
  if (typeof userId !== 'string' || !isUserId(userId)) return 'sub';
  const roles = rolesOf(claims['roles']);
  return roles === null ? 'roles' : { userId, name: nameOf(claims['name'], userId), roles };
}

function isText(value: unknown, length: number): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= length &&
    isWellFormed(value) &&
    (PLAIN.test(value) || !hasHiddenCharacter(value))
  );
}

/** Whether a text has control or invisible characters: roles that differ must look different in a log. */
function hasHiddenCharacter(text: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

function rolesOf(value: unknown): readonly string[] | null {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > LIMITS.rolesPerIdentity) return null;
  const roles = value.filter((role) => isText(role, ROLE_LENGTH));
  return roles.length === value.length ? [...new Set(roles)] : null;
}

/** A name is for reading: it is cleaned, and put into NFC, rather than refused. Names are not unique. */
function nameOf(value: unknown, userId: string): string {
  if (typeof value !== 'string' || !isWellFormed(value)) return userId;
  const clean = (PLAIN.test(value) ? value : cleaned(value)).replace(/ +/g, ' ').trim();
  const cut = clean.slice(0, LIMITS.userNameLength);
  const name = (isWellFormed(cut) ? cut : cut.slice(0, -1)).trimEnd();
  return hasVisibleCharacter(name) ? name : userId;
}

/**
 * A name with a space for white space, and for what draws nothing or changes the direction of other text, and with four
 * accents on a letter at most: more than languages use cover the lines above and below. The joiners and the selectors of
 * variation that emoji and some scripts need stay.
 */
function cleaned(name: string): string {
  const unseemly =
    /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/gu;
  return name
    .normalize()
    .replace(unseemly, ' ')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1');
}
