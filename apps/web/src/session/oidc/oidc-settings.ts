/** Where users sign in, and what the page asks for there: the part `oidc` of `config.json`. */
export interface OidcSettings {
  /** The issuer's address, as its discovery document says it: https, or http on this machine. */
  readonly issuer: string;
  /** The page's public client there: no secret, authorization code with PKCE. */
  readonly clientId: string;
  /** Default: `openid profile`. With `offline_access`, where the issuer wants that for renewing tokens. */
  readonly scope: string;
  /** Sent as `audience`: some issuers then make the access token a JWT for the chat. */
  readonly audience?: string;
  /** Sent as `resource` (RFC 8707): others want that for the same. */
  readonly resource?: string;
  /** The token that the chat is given: the access token, or the ID token. Default: `access`. */
  readonly token: 'access' | 'id';
}

const OPTIONAL = ['audience', 'resource'] as const;
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Parses the part `oidc` of `config.json`.
 * @throws Error with one line for the reader of `config.json`
 */
export function parseOidcSettings(value: unknown): OidcSettings {
  if (typeof value !== 'object' || value === null) throw invalid('oidc', 'an object');
  const given: Partial<Record<keyof OidcSettings, unknown>> = value;
  const { issuer, clientId, scope = 'openid profile', token = 'access' } = given;
  if (typeof issuer !== 'string' || !isIssuer(issuer)) throw invalid('oidc.issuer', 'an https:// address');
  if (typeof clientId !== 'string' || clientId === '') throw invalid('oidc.clientId', 'a text');
  if (typeof scope !== 'string' || !scope.split(' ').includes('openid')) {
    throw invalid('oidc.scope', 'a list of scopes with openid among them');
  }
  if (token !== 'access' && token !== 'id') throw invalid('oidc.token', '"access" or "id"');
  const more = OPTIONAL.flatMap((name) => {
    const text = given[name];
    if (text === undefined) return [];
    if (typeof text !== 'string' || text === '') throw invalid(`oidc.${name}`, 'a text');
    return [[name, text] as const];
  });
  return { issuer, clientId, scope, token, ...Object.fromEntries(more) };
}

function isIssuer(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

function invalid(name: string, expected: string): Error {
  return new Error(`config.json: ${name} is not ${expected}.`);
}
