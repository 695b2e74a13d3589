import jsonwebtoken from 'jsonwebtoken';
import type { TokenRequest } from './token-request.js';

/** A token as the authorizer wants it: HS256, with `sub`, `name`, `roles` and, unless it never ends, `exp`. */
export function mintToken(request: TokenRequest, secret: string): string {
  const { sub, name, roles, expiresIn } = request;
  const life = expiresIn === null ? {} : { expiresIn };
  return jsonwebtoken.sign({ sub, name, roles }, secret, { algorithm: 'HS256', ...life });
}
