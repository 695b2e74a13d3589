import { createHmac, randomBytes } from 'node:crypto';

import type { Clock, Logger } from '@serverless-ws/chat-domain';
import jwt from 'jsonwebtoken';

/** 2030-01-01T00:00:00Z in seconds: far from the system's clock, so that using that one fails a test. */
export const NOW = 1_893_456_000;
export const clock: Clock = { now: () => NOW * 1_000 };
export const SECRET = randomBytes(64).toString('base64url');
export const CLAIMS = { sub: '123', name: 'Dev User', roles: ['admin'], iat: NOW - 60, exp: NOW + 3_600 };

/** A valid token. */
export function token(claims: object, key = SECRET, options: jwt.SignOptions = {}): string {
  return jwt.sign(claims, key, { algorithm: 'HS256', ...options });
}

/** Base64url of anything as JSON, or of a string as it is. */
export function part(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

/** A token that no library would create, with a correct HS256 signature unless another key is given. */
export function forged(header: unknown, payload: unknown, key = SECRET, hash = 'sha256'): string {
  const signed = `${part(header)}.${part(payload)}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
}

/** A logger that records its lines. */
export function recorder(): Logger & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (...told: unknown[]): void => void lines.push(JSON.stringify(told));
  return {
    lines,
    debug: keep,
    info: keep,
    warn: keep,
    error: (message, error) => keep(message, String(error)),
  };
}
