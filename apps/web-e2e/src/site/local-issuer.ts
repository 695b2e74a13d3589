import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

/** What access tokens of the issuer are for. */
export const AUDIENCE = 'https://chat.example/';

/** The page's client at the issuer. */
export const CLIENT_ID = 'chat-page';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A certified OpenID Connect provider on loopback; any name and password sign in there. */
export class LocalIssuer {
  /** Users who may not sign in any more, and whose tokens are not renewed. */
  readonly closedAccounts = new Set<string>();
  /** Tokens issued, by what was given for them, in order. */
  readonly grants: string[] = [];

  readonly #server: Server;
  #handler: Handler = (_, response) => response.writeHead(503).end();

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => this.#handler(request, response));
  }

  /** Listens, so that its address is known before its clients are. */
  static async start(): Promise<LocalIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new LocalIssuer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What a chat needs to verify the tokens. */
  get environment(): Readonly<Record<string, string>> {
    return { JWT_JWKS_URL: `${this.url}/jwks`, JWT_ISSUER: this.url, JWT_AUDIENCE: AUDIENCE };
  }

  /** Registers a page: where users come from, and are sent back to. */
  register(page: string): void {
    const provider = new Provider(this.url, this.#configuration(page));
    provider.on('grant.success', ({ oidc }) => this.grants.push(oidc.params.grant_type));
    this.#handler = provider.callback();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #configuration(page: string): Configuration {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = { ...privateKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' };
    const client = {
      client_id: CLIENT_ID,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [page],
      post_logout_redirect_uris: [page],
      id_token_signed_response_alg: 'ES256',
    };
    const resource = { scope: 'openid profile', audience: AUDIENCE, accessTokenFormat: 'jwt' };
    return {
      jwks: { keys: [key] },
      clients: [client],
      clientBasedCORS: () => true,
      cookies: { keys: ['local'] },
      features: {
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: () => ({ ...resource, jwt: { sign: { alg: 'ES256' } } }),
          useGrantedResource: () => true,
        },
        revocation: { enabled: true },
      },
      findAccount: (_, id) =>
        this.closedAccounts.has(id) ? undefined : { accountId: id, claims: () => ({ sub: id }) },
      extraTokenClaims: (_, { accountId = '' }) => ({ name: `${accountId} of the issuer` }),
      issueRefreshToken: () => true,
      loadExistingGrant,
    };
  }
}

/** Without a question whether the page may sign the user in: it is the operator's own. */
const loadExistingGrant: Configuration['loadExistingGrant'] = async ({ oidc }) => {
  const { session, client, provider } = oidc;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(AUDIENCE, 'openid profile');
  await grant.save();
  return grant;
};
