import { createHmac } from 'node:crypto';

export const secret = 'a secret of at least thirty-two bytes';

/** A token of a user without roles, for an hour. */
export function tokenOf(sub) {
  const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const text = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ sub, name: sub, roles: [], exp })}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
