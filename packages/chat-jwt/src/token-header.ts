import { JWT_ALGORITHMS, type JwtAlgorithm } from './algorithms.js';

/** The part of a token's header that is read before its signature is verified. Nothing in it is trusted yet. */
export interface TokenHeader {
  readonly alg: JwtAlgorithm;
  /** Selects a key; only compared with the ids of known keys. */
  readonly kid?: string;
}

/** RFC 7519 (5.1) and, for access tokens, RFC 9068 (2.1). Any other type was issued for another use. */
const TYPES = new Set(['jwt', 'application/jwt', 'at+jwt', 'application/at+jwt']);
const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const KEY_ID_LENGTH = 256;

/** The header of a token in compact form, or `null` for one that is invalid with any key. */
export function tokenHeader(token: string): TokenHeader | null {
  if (!COMPACT.test(token) || !token.split('.').every(isCanonical)) return null;
  const header = parseObject(token.slice(0, token.indexOf('.')));
  if (header === null || !isUsual(header)) return null;
  const alg = JWT_ALGORITHMS.find((name) => name === header['alg']);
  const kid = header['kid'];
  if (alg === undefined) return null;
  if (kid === undefined) return { alg };
  return typeof kid === 'string' && kid.length <= KEY_ID_LENGTH ? { alg, kid } : null;
}

/** Whether base64url is canonical: no two valid tokens differ in unused bits only. */
function isCanonical(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part;
}

function parseObject(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** Whether a value is a JSON object: not `null`, not a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `crit` names extensions a verifier must support (RFC 7515, 4.1.11); none is supported here. */
function isUsual(header: Readonly<Record<string, unknown>>): boolean {
  const type = header['typ'];
  if ('crit' in header || 'b64' in header || 'enc' in header || 'zip' in header) return false;
  return type === undefined || (typeof type === 'string' && TYPES.has(type.toLowerCase()));
}
